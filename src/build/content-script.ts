import type { CrxPlugin } from '@crxjs/vite-plugin';
import type { ResolvedConfig } from 'vite';
import { CONTENT_SCRIPT_FILE } from '../site/content-script-file.ts';
import { bundleClassicScript } from './classic-script.ts';

/**
 * Builds the content script as one classic script at the package's root. CRXJS would build a loader
 * that imports the rest, and what a content script imports must be a web-accessible resource, of which
 * this extension has none. The dev server does not have it: load the production build to try it.
 */
export function contentScript(): CrxPlugin {
  let config: ResolvedConfig;
  return {
    name: 'content-script',
    apply: 'build',
    configResolved(resolved) {
      config = resolved;
    },
    async generateBundle() {
      this.emitFile({
        type: 'asset',
        fileName: CONTENT_SCRIPT_FILE,
        source: await bundleClassicScript(config, {
          entry: 'src/content/main.ts',
          name: 'contentScript',
        }),
      });
    },
  };
}
