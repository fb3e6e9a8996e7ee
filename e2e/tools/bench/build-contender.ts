import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type InlineConfig, build as vite } from 'vite';
import { buildExtension, ROOT } from '../../../src/build/command/build-extension';
import { extensionIdOf } from '../../../src/build/release/extension-id';
import { withoutWallets } from '../../../src/build/without-wallets';
import { PAGES } from '../../../src/config/pages';

/** A built extension that answers with a token, and the page that asks it. */
export interface Built {
  /** The unpacked extension's folder. */
  folder: string;
  extensionId: string;
  /** Its page's path inside the extension; the page mostly has `askForToken`. */
  path: string;
}

const BENCH = join(ROOT, 'e2e', 'tools', 'bench');
const CACHE = join(ROOT, '.cache', 'bench');

/** Length in characters of a session token of the embedded Clerk's; the warm part checks it. */
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
 * The production build, in a folder of its own. In the options page's place is a page that has the pages' own
 * client, callable from here, and nothing else: one that watched the session would wake its worker again.
 */
export async function buildOurs(publishableKey: string, folder = join(CACHE, 'ours')) {
  await buildExtension({ publishableKey, outDir: folder });
  const script = await bundle('contenders/ours/page.ts', publishableKey);
  await writeFile(join(folder, 'bench.js'), script);
  await writeFile(join(folder, PAGES.options), '<!doctype html><script src="/bench.js"></script>');
  const manifest = JSON.parse(await readFile(join(folder, 'manifest.json'), 'utf8'));
  return { folder, extensionId: extensionIdOf(manifest.key), path: PAGES.options };
}

/** The same in another folder, and so with an id and a storage of its own. */
export async function buildTwin(publishableKey: string, name: string): Promise<Built> {
  const { folder, path } = await buildOurs(publishableKey, join(CACHE, name));
  const file = join(folder, 'manifest.json');
  const { key: _ours, ...manifest } = JSON.parse(await readFile(file, 'utf8'));
  await writeFile(file, JSON.stringify(manifest));
  return { folder, extensionId: idByPath(folder), path };
}

/** A twin whose worker has Clerk's SDK in its one script, and so runs all of it at each start. */
export async function buildWithSdkAtBoot(publishableKey: string): Promise<Built> {
  const twin = await buildTwin(publishableKey, 'sdk-at-boot');
  const read = (file: string) => readFile(join(twin.folder, file), 'utf8');
  const worker = `${await read('clerk-sdk.js')}\n${await read('service-worker.js')}`;
  await writeFile(join(twin.folder, 'service-worker.js'), worker);
  return twin;
}

/** A contender's own tiny extension, of `worker.ts` and `page.ts` in its folder below e2e/bench. */
export async function buildContender(
  source: string,
  publishableKey: string,
  hosts: readonly string[] = [],
): Promise<Built> {
  const folder = join(CACHE, source.split('/').at(-1) ?? source);
  await mkdir(folder, { recursive: true });
  for (const script of ['worker', 'page']) {
    const code = await bundle(`${source}/${script}.ts`, publishableKey);
    await writeFile(join(folder, `${script}.js`), code);
  }
  await writeFile(join(folder, 'page.html'), '<!doctype html><script src="page.js"></script>');
  await writeManifest(folder, hosts, { background: { service_worker: 'worker.js' } });
  return { folder, extensionId: idByPath(folder), path: '/page.html' };
}

/** An extension of one of Clerk's documented pages alone, split into chunks as Vite splits a page. */
export async function buildProvider(
  source: string,
  page: string,
  publishableKey: string,
  hosts: readonly string[],
): Promise<Built> {
  const folder = join(CACHE, source);
  await vite({
    ...inline(publishableKey),
    root: join(BENCH, 'contenders', source),
    plugins: [withoutWallets()],
    oxc: { jsx: { runtime: 'automatic' } },
    build: {
      outDir: folder,
      emptyOutDir: true,
      target: 'chrome140',
      modulePreload: { polyfill: false },
      chunkSizeWarningLimit: 5000,
      rolldownOptions: { input: join(BENCH, 'contenders', source, page) },
    },
  });
  await writeManifest(folder, hosts, { action: { default_popup: page } });
  return { folder, extensionId: idByPath(folder), path: `/${page}` };
}

const writeManifest = (folder: string, hosts: readonly string[], rest: object) =>
  writeFile(
    join(folder, 'manifest.json'),
    JSON.stringify({
      manifest_version: 3,
      name: folder,
      version: '1',
      permissions: ['storage'],
      host_permissions: hosts,
      ...rest,
    }),
  );

/** Without a key Chromium derives the id from the folder's path, in the same way. */
const idByPath = (folder: string) => extensionIdOf(Buffer.from(folder).toString('base64'));

const inline = (publishableKey: string): InlineConfig => ({
  configFile: false,
  root: ROOT,
  logLevel: 'error',
  define: {
    __PAYLOAD__: JSON.stringify(PAYLOAD),
    __PUBLISHABLE_KEY__: JSON.stringify(publishableKey),
    'process.env.NODE_ENV': JSON.stringify('production'),
  },
});

/** The code of one script, with all that it imports. */
async function bundle(entry: string, publishableKey: string): Promise<string> {
  const [output] = [
    await vite({
      ...inline(publishableKey),
      build: {
        write: false,
        target: 'chrome140',
        lib: { entry: join(BENCH, entry), name: 'contender', formats: ['iife'] },
        rolldownOptions: { output: { codeSplitting: false } },
      },
    }),
  ].flat();
  if (!output || !('output' in output)) throw new Error(`Vite built nothing of ${entry}.`);
  return output.output[0].code;
}
