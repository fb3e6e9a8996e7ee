/** `npm run e2e:live`: see `--help`. */
import { parseArgs } from 'node:util';
import { runCommand } from '../../src/build/command/run-command';
import { parseEndpoint } from '../../src/build/doctor/flags';

await runCommand({
  usage: `npm run e2e:live -- [options]

Examines the Clerk development instance whose CLERK_PUBLISHABLE_KEY and CLERK_SECRET_KEY are in the
environment as \`npm run doctor\` does, signs in to it by password, by code and with an authenticator app, opens a
provider's window, shares the sign-in of a web app, and prints a report to paste into an issue. It makes users
there, and deletes them again.

  --connect-to ADDRESS:PORT  connect there for the key's host, as for \`npm run clerk\`: 127.0.0.1:8444
  --help, -h                 print this

Exit code: 0 all is well or there are no keys, 1 something is not, 2 it could not run.`,
  parse: (args) => {
    const { values } = parseArgs({ args, options: { 'connect-to': { type: 'string' } } });
    return { connectTo: parseEndpoint(values['connect-to']) };
  },
  main: async (scope, flags) => (await import('./live')).live(scope, flags),
});
