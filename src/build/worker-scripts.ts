import { join } from 'node:path';
import type { CrxPlugin } from '@crxjs/vite-plugin';
import type { Plugin, ResolvedConfig } from 'vite';
import { CLERK_SDK_SCRIPT } from '../background/clerk/load-sdk.ts';
import { bundleClassicScript } from './classic-script.ts';
import { trimClerkSdk } from './trim-clerk-sdk.ts';

/** At the root, because a worker's scope is its folder. */
const WORKER_FILE = 'service-worker.js';
const SDK_ENTRY = 'src/background/clerk/sdk.ts';
const DEV_LOADER = 'src/background/clerk/load-sdk.dev.ts';

/**
 * Makes the worker two classic scripts: the one in the manifest, with no SDK in it, and Clerk's,
 * which `load-sdk.ts` loads when it is needed. CRXJS builds only module workers, which can put
 * nothing off: they have neither `import()` nor `importScripts`. So in a build this takes the worker
 * out of CRXJS's hands and bundles it by Vite itself; the dev server's worker stays CRXJS's, and gets
 * the SDK by a static import.
 */
export function workerScripts(): (CrxPlugin | Plugin)[] {
  let config: ResolvedConfig;
  let entry: string | undefined;

  const bundled: CrxPlugin = {
    name: 'worker-scripts:build',
    apply: 'build',
    // After CRXJS has put in the worker it would make.
    enforce: 'post',
    configResolved(resolved) {
      config = resolved;
    },
    transformCrxManifest(manifest) {
      const { background, ...rest } = manifest;
      if (background && 'service_worker' in background) entry = background.service_worker;
      return rest;
    },
    async renderCrxManifest(manifest) {
      if (!entry) throw new Error('The manifest names no background.service_worker.');
      const [worker, sdk] = await Promise.all([
        bundleClassicScript(config, { entry, name: 'worker' }),
        bundleClassicScript(config, {
          entry: SDK_ENTRY,
          name: CLERK_SDK_SCRIPT.global,
          plugins: [trimClerkSdk()],
        }),
      ]);
      this.emitFile({ type: 'asset', fileName: WORKER_FILE, source: worker.code });
      this.emitFile({ type: 'asset', fileName: CLERK_SDK_SCRIPT.file, source: sdk.code });
      return { ...manifest, background: { service_worker: WORKER_FILE } };
    },
  };

  const served: Plugin = {
    name: 'worker-scripts:serve',
    apply: 'serve',
    config: ({ root = process.cwd() }) => ({
      resolve: {
        alias: [{ find: /^\.\/(clerk\/)?load-sdk$/, replacement: join(root, DEV_LOADER) }],
      },
    }),
  };

  return [bundled, served];
}
