/** `npm run package`: see `--help`. */
import { parseArgs } from 'node:util';
import { runCommand } from '../command/run-command';

await runCommand({
  usage: `npm run package

Builds the extension for production with the configuration in .env, audits it, and writes the zip for the
Chrome Web Store and its checksum to dist-release/. The demo tab and the links to it stay out.

  --demo      keeps the demo tab and its links in
  --help, -h  print this`,
  parse: (args) =>
    parseArgs({ args, options: { demo: { type: 'boolean', default: false } } }).values,
  main: async (scope, flags) => (await import('./pack')).pack(scope, flags),
});
