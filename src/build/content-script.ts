import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { CrxPlugin } from '@crxjs/vite-plugin';
import type { Plugin, ResolvedConfig } from 'vite';
import { CONTENT_SCRIPT_FILE } from '../site/content-script-file.ts';
import { bundleClassicScript } from './classic-script.ts';

const SCRIPT = { entry: 'src/content/main.ts', name: 'contentScript' };

/**
 * Builds the content script as one classic script at the package's root. CRXJS would build a loader
 * that imports the rest, and what a content script imports must be a web-accessible resource, of which
 * this extension has none. The dev server builds it whenever one of its files changes, and has the
 * extension reloaded: Chrome reads a content script when it loads the extension.
 */
export function contentScript(): (CrxPlugin | Plugin)[] {
  let config: ResolvedConfig;

  const bundled: CrxPlugin = {
    name: 'content-script:build',
    apply: 'build',
    configResolved(resolved) {
      config = resolved;
    },
    async generateBundle() {
      const { code } = await bundleClassicScript(config, SCRIPT);
      this.emitFile({ type: 'asset', fileName: CONTENT_SCRIPT_FILE, source: code });
    },
  };

  let moduleIds: readonly string[] = [];
  let written = Promise.resolve();
  /** One after the other, or an older script could be written last. */
  function write(): Promise<void> {
    written = written.catch(() => {}).then(writeOnce);
    return written;
  }
  async function writeOnce(): Promise<void> {
    const script = await bundleClassicScript(config, SCRIPT);
    moduleIds = script.moduleIds;
    const outDir = join(config.root, config.build.outDir);
    await mkdir(outDir, { recursive: true });
    await writeFile(join(outDir, CONTENT_SCRIPT_FILE), script.code);
  }
  const served: Plugin = {
    name: 'content-script:serve',
    apply: 'serve',
    enforce: 'pre',
    configResolved(resolved) {
      config = resolved;
    },
    configureServer: () => write(),
    async handleHotUpdate({ file, server }) {
      if (!moduleIds.includes(file)) return;
      try {
        await write();
        // CRXJS's worker takes it for its own.
        server.ws.send('crx:runtime-reload');
      } catch (error) {
        // Half a change, mostly: the old script stays until the rest is saved.
        config.logger.error(String(error));
      }
    },
  };

  return [bundled, served];
}
