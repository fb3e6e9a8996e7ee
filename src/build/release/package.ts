/** `npm run package`: see `--help`. */
import { parseArgs } from 'node:util';
import { runCommand } from '../command/run-command';

await runCommand({
  usage: `npm run package

Builds the extension for production with the configuration in .env, audits it, and writes the zip for the
Chrome Web Store and its checksum to dist-release/.

  --help, -h  print this`,
  parse: (args) => parseArgs({ args }).values,
  main: async (scope) => (await import('./pack')).pack(scope),
});
