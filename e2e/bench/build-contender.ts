import { cp, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { build } from 'vite';
import { PAGES } from '../../src/config/pages';
import { buildExtension, DIST, ROOT } from '../browser/build-extension';
import { extensionIdOf } from '../browser/extension-id';

/** A built extension that answers with a token, and the page that asks it. */
export interface Contender {
  name: string;
  /** The unpacked extension's folder. */
  folder: string;
  extensionId: string;
  /** The page's path inside the extension; it has `askForToken`. */
  page: string;
}

const BENCH = join(ROOT, 'e2e', 'bench');
const CACHE = join(ROOT, '.cache', 'bench');

/** Length in characters of a session token of the embedded Clerk's; the run checks it. */
const JWT_LENGTH = 836;

/** What contenders without Clerk answer: as a real answer, in shape and length. */
export const PAYLOAD = {
  status: 'ok',
  token: {
    jwt: 'x'.repeat(JWT_LENGTH),
    sessionId: 'sess_2abcdefghijklmnopqrstuvwxyz',
    organizationId: null,
    template: null,
    expiresAt: 1_700_000_000_000,
    source: 'vault',
  },
};

/**
 * The production build, in a folder of its own. In the demo tab's place is a page that has the pages' own
 * client, callable from here, and nothing else: one that watched the session would wake its worker again.
 */
export async function buildOurs(publishableKey: string, signal: AbortSignal): Promise<Contender> {
  const folder = join(CACHE, 'ours');
  await buildExtension({ publishableKey, signal });
  await cp(DIST, folder, { recursive: true });
  const script = await bundle(join(BENCH, 'contenders/ours/page.ts'), publishableKey);
  await writeFile(join(folder, 'bench.js'), script);
  await writeFile(join(folder, PAGES.demo), '<!doctype html><script src="/bench.js"></script>');
  const manifest = JSON.parse(await readFile(join(folder, 'manifest.json'), 'utf8'));
  return { name: 'ours', folder, extensionId: extensionIdOf(manifest.key), page: PAGES.demo };
}

/** A contender's own tiny extension, of `worker.ts` and `page.ts` in its folder below e2e/bench. */
export async function buildContender(
  source: string,
  publishableKey: string,
  hosts: readonly string[] = [],
): Promise<Contender> {
  const name = source.split('/').at(-1) ?? source;
  const folder = join(CACHE, name);
  await mkdir(folder, { recursive: true });
  for (const script of ['worker', 'page']) {
    const code = await bundle(join(BENCH, source, `${script}.ts`), publishableKey);
    await writeFile(join(folder, `${script}.js`), code);
  }
  await writeFile(join(folder, 'page.html'), '<!doctype html><script src="page.js"></script>');
  await writeFile(
    join(folder, 'manifest.json'),
    JSON.stringify({
      manifest_version: 3,
      name,
      version: '1',
      permissions: ['storage'],
      host_permissions: hosts,
      background: { service_worker: 'worker.js' },
    }),
  );
  // Without a key Chromium derives the id from the folder's path, in the same way.
  const extensionId = extensionIdOf(Buffer.from(folder).toString('base64'));
  return { name, folder, extensionId, page: '/page.html' };
}

async function bundle(entry: string, publishableKey: string): Promise<string> {
  const [output] = [
    await build({
      configFile: false,
      root: ROOT,
      logLevel: 'error',
      define: {
        __PAYLOAD__: JSON.stringify(PAYLOAD),
        __PUBLISHABLE_KEY__: JSON.stringify(publishableKey),
        'process.env.NODE_ENV': JSON.stringify('production'),
      },
      build: {
        write: false,
        target: 'chrome120',
        lib: { entry, name: 'contender', formats: ['iife'] },
        rolldownOptions: { output: { codeSplitting: false } },
      },
    }),
  ].flat();
  if (!output || !('output' in output)) throw new Error(`Vite built nothing of ${entry}.`);
  return output.output[0].code;
}
