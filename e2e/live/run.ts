/** `npm run e2e:live`: see `--help`. */
import { parseArgs } from 'node:util';
import { runCommand } from '../../src/build/command/run-command';

await runCommand({
  usage: `npm run e2e:live

Walks the main journey against real Clerk, in the development instance whose CLERK_PUBLISHABLE_KEY and
CLERK_SECRET_KEY are in the environment. It makes a user there, and deletes it again.

  --help, -h  print this`,
  parse: (args) => parseArgs({ args }).values,
  main: async (scope) => (await import('./live')).live(scope),
});
