import { crx } from '@crxjs/vite-plugin';
import react from '@vitejs/plugin-react';
import { defineConfig, loadEnv } from 'vite';
import { createManifest, DEV_PORT } from './manifest.config.ts';
import { contentScript } from './src/build/content-script.ts';
import { eagerClerkUi } from './src/build/eager-clerk-ui.ts';
import { pageTitles } from './src/build/page-titles.ts';
import { refuseStubs } from './src/build/refuse-stubs.ts';
import { renderAfterScript } from './src/build/render-after-script.ts';
import { repeatMissedReload } from './src/build/repeat-missed-reload.ts';
import { withoutWallets } from './src/build/without-wallets.ts';
import { workerScripts } from './src/build/worker-scripts.ts';
import { PAGES } from './src/config/pages.ts';
import { EnvError, parseEnv } from './src/config/parse-env.ts';

/** The side panel's own modules, and Vite's, by which it imports Clerk's. */
const PANEL_FRAME = /\/src\/sidepanel\/(?!main)[\w-]+\.tsx?$|\0vite\/preload-helper/;

/** What the panel shows first of Clerk, and what @clerk/ui would load by itself just before it renders. */
const CLERK_PANEL =
  /\/src\/sidepanel\/clerk-panel\.tsx$|\/@clerk\/ui\/dist\/no-rhc\/lazyModules\/common\.js$/;

export default defineConfig(({ command, mode }) => {
  const env = readEnv(mode);
  return {
    plugins: [
      refuseStubs(),
      pageTitles(),
      renderAfterScript(),
      withoutWallets(),
      eagerClerkUi(),
      react(),
      // #region feature: sites
      // Before CRXJS, which has the extension reloaded once a file has changed.
      ...(env.sites ? contentScript() : []),
      // #endregion feature: sites
      crx({ manifest: createManifest(env, command) }),
      repeatMissedReload(),
      workerScripts(),
    ],
    // What src/config/env.ts exports. The key is for the manifest alone.
    define: {
      '__EXTENSION_ENV__.apiOrigin': JSON.stringify(env.apiOrigin) ?? 'undefined',
      '__EXTENSION_ENV__.mode': JSON.stringify(env.mode),
      // #region feature: sites
      '__EXTENSION_ENV__.sites': JSON.stringify(env.sites ?? false),
      // #endregion feature: sites
      // #region feature: sync-host
      '__EXTENSION_ENV__.cookieOrigin': JSON.stringify(env.cookieOrigin) ?? 'undefined',
      // #endregion feature: sync-host
      __EXTENSION_ENV__: JSON.stringify({ ...env, extensionKey: undefined }),
    },
    // A page of the extension has no port of its own from which the client could guess.
    server: { port: DEV_PORT, strictPort: true, hmr: { clientPort: DEV_PORT } },
    build: {
      // CRXJS in dev mode writes an extension that opens everything to every site; it must never be
      // mistaken for the one that ships.
      outDir: command === 'serve' ? 'dist-dev' : 'dist',
      target: 'chrome140',
      modulePreload: { polyfill: false },
      // Of Clerk and its components; sizes are budgeted, not warned about.
      chunkSizeWarningLimit: 2000,
      rolldownOptions: {
        input: {
          welcome: PAGES.welcome.slice(1),
          // #region feature: demo
          ...(env.demo && { demo: PAGES.demo.slice(1) }),
          // #endregion feature: demo
        },
        // One file of what the pages share at first: each further one costs the popup milliseconds.
        // CRXJS's dev server builds by Rollup, which does not know the option.
        ...(command === 'build' && {
          output: {
            codeSplitting: {
              groups: [
                { name: 'shell', tags: ['$initial'], minShareCount: 2, priority: 2 },
                // One of all that the panel shows first of Clerk, and one of its frame, which
                // would otherwise be in the former and be painted no sooner.
                { name: 'panel-frame', tags: ['$initial'], test: PANEL_FRAME, priority: 1 },
                { name: 'clerk-panel', test: CLERK_PANEL },
              ],
            },
          },
        }),
      },
    },
  };
});

/** The checked environment, or a build that stops with one sentence instead of a stack. */
function readEnv(mode: string) {
  try {
    return parseEnv(loadEnv(mode, process.cwd(), 'VITE_'));
  } catch (error) {
    if (!(error instanceof EnvError)) throw error;
    console.error(`\n${error.message}\n`);
    process.exit(1);
  }
}
