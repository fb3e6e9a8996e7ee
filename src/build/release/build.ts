/** `npm run build`: see `--help`. */
import { parseArgs } from 'node:util';
import { runCommand } from '../command/run-command';

await runCommand({
  usage: `npm run build

Builds the extension for production, with the configuration in .env, into dist/: the folder to load at
chrome://extensions.

  --help, -h  print this`,
  parse: (args) => parseArgs({ args }).values,
  main: async (scope) => (await import('./build-configured')).buildConfigured(scope),
});
