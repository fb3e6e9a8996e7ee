import { execFile } from 'node:child_process';
import { createPublicKey } from 'node:crypto';
import { cp, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { extensionIdOf } from '../../../src/build/release/extension-id';
import { thisMachine } from './machine';

const run = promisify(execFile);
const TIMEOUT_MS = 60_000;

/**
 * Whether this browser takes extensions from its profile's folder: Chromium on Linux does, under its own name.
 * https://chromium.googlesource.com/chromium/src/+/main/chrome/common/chrome_paths.cc
 */
export function installsFromProfile({ version }: { version: string }): boolean {
  return process.platform === 'linux' && /^Chromium\b/.test(version);
}

/**
 * Makes the next start of Chromium on a new profile install the extension in `dist`, packed, as it installs one
 * of the store, and not as `--load-extension` does, which is for those who develop it. It is signed with a key of
 * its own, so it has an id of its own.
 *
 * @param folder an empty one, for the profile and the package.
 */
export async function installPacked(
  folder: string,
  {
    dist,
    executablePath,
    env,
  }: { dist: string; executablePath: string; env: Readonly<Record<string, string>> },
): Promise<{ profileDir: string; extensionId: string }> {
  const unpacked = join(folder, 'extension');
  const profileDir = join(folder, 'profile');
  await cp(dist, unpacked, { recursive: true });
  await run(
    executablePath,
    [
      ...(thisMachine().isRoot ? ['--no-sandbox'] : []),
      `--user-data-dir=${join(folder, 'packing')}`,
      `--pack-extension=${unpacked}`,
    ],
    { env: { ...process.env, ...env }, timeout: TIMEOUT_MS },
  );
  const publicKey = createPublicKey(await readFile(`${unpacked}.pem`));
  const key = publicKey.export({ type: 'spki', format: 'der' }).toString('base64');
  const extensionId = extensionIdOf(key);
  const { version } = JSON.parse(await readFile(join(unpacked, 'manifest.json'), 'utf8'));
  const external = join(profileDir, 'External Extensions');
  await mkdir(external, { recursive: true });
  await writeFile(
    join(external, `${extensionId}.json`),
    JSON.stringify({ external_crx: `${unpacked}.crx`, external_version: version }),
  );
  return { profileDir, extensionId };
}
