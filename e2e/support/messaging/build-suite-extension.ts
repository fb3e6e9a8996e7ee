import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { build } from 'vite';
import { EXTENSION_KEY } from '../../../manifest.config';
import { ROOT } from '../../../src/build/command/build-extension';
import { createWorkFolder } from '../fixtures/builds';
import { SUITE_PAGE, UNLISTED_PAGE } from './suite-extension';

const SOURCES = join(ROOT, 'e2e', 'support', 'messaging', 'extension');

/** Bundles one of `extension/` into one classic script in `outDir`. */
export async function bundleScript(
  name: 'worker' | 'page' | 'content',
  outDir: string,
  constants: Record<string, string> = {},
): Promise<void> {
  await build({
    configFile: false,
    // The product's icons and texts, which belong to another manifest.
    publicDir: false,
    logLevel: 'warn',
    define: constants,
    build: {
      outDir,
      emptyOutDir: false,
      target: 'chrome140',
      lib: {
        entry: join(SOURCES, `${name}.ts`),
        formats: ['iife'],
        name: 'suite',
        fileName: () => `${name}.js`,
      },
    },
  });
}

/**
 * Builds the extension in which the contract suite of `src/messaging` runs: its worker hosts the suite's
 * contract, its page and its content script drive it. It grants what ours must not, so that a site may
 * frame its page.
 *
 * @returns the folder to load.
 */
export async function buildSuiteExtension(siteOrigin: string): Promise<string> {
  const outDir = await createWorkFolder('suite');
  for (const name of ['worker', 'page', 'content'] as const) {
    await bundleScript(name, outDir, { SITE_ORIGIN: JSON.stringify(siteOrigin) });
  }
  const page = '<!doctype html><title>Suite</title><script src="page.js"></script>';
  await writeFile(join(outDir, SUITE_PAGE), page);
  await writeFile(join(outDir, UNLISTED_PAGE), page);
  const sites = ['http://127.0.0.1/*'];
  await writeFile(
    join(outDir, 'manifest.json'),
    JSON.stringify({
      manifest_version: 3,
      name: 'Contract suite',
      version: '1',
      key: EXTENSION_KEY,
      background: { service_worker: 'worker.js' },
      content_scripts: [CONTENT_SCRIPT],
      web_accessible_resources: [{ resources: [SUITE_PAGE, 'page.js'], matches: sites }],
    }),
  );
  return outDir;
}

/** The manifest's entry for the test content script: on the site, in every frame, sandboxed ones too. */
export const CONTENT_SCRIPT = {
  matches: ['http://127.0.0.1/*'],
  js: ['content.js'],
  all_frames: true,
  match_origin_as_fallback: true,
  run_at: 'document_start',
};
