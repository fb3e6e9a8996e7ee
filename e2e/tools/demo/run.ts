/** `npm run demo`: see `--help`. */
import { parseArgs } from 'node:util';
import { runCommand } from '../../../src/build/command/run-command';

await runCommand({
  usage: `npm run demo

Opens the extension in Chromium against an embedded Clerk and a sample backend, with a user to sign in as.
Needs no account and no key. Ends on Ctrl-C or with the browser's last window.

  --help, -h  print this`,
  parse: (args) => parseArgs({ args }).values,
  main: async (scope) => (await import('./demo')).demo(scope),
});
