import { build, type Plugin, type ResolvedConfig } from 'vite';
import { refuseStubs } from './refuse-stubs.ts';

/** A script that is one file, imports nothing and is no module. */
export type ClassicScript = {
  entry: string;
  /** The global variable that holds the entry's exports, if it has any. */
  name: string;
  plugins?: Plugin[];
};

/** The code of one classic script, built as `config` builds the pages, and the files it is made of. */
export async function bundleClassicScript(
  config: ResolvedConfig,
  { entry, name, plugins = [] }: ClassicScript,
): Promise<{ code: string; moduleIds: readonly string[] }> {
  const [output] = [
    await build({
      configFile: false,
      root: config.root,
      mode: config.mode,
      logLevel: 'warn',
      plugins: [refuseStubs(), ...plugins],
      define: {
        ...config.define,
        // Vite leaves this to whoever uses a library, and here that is the browser.
        'process.env.NODE_ENV': JSON.stringify('production'),
      },
      build: {
        write: false,
        target: config.build.target,
        minify: config.build.minify,
        lib: { entry, name, formats: ['iife'] },
        rolldownOptions: { output: { codeSplitting: false } },
      },
    }),
  ].flat();
  if (!output || !('output' in output)) throw new Error(`Vite built nothing of ${entry}.`);
  return output.output[0];
}
