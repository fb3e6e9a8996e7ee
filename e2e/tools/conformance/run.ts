/** `npm run conformance [-- DIR]`: see `--help`. */
import { parseArgs } from 'node:util';
import { runCommand } from '../../../src/build/command/run-command';

await runCommand({
  usage: `npm run conformance [-- DIR]

Runs the tests of the embedded Clerk, and holds every answer they see against Clerk's OpenAPI documents in
DIR and against recordings of the real one. Fails on an answer that is not Clerk's.

  DIR         a check-out of https://github.com/clerk/openapi-specs, or a copy of its files (default:
              $CLERK_OPENAPI, else ../shared/clerk-openapi)
  --help, -h  print this`,
  parse: (args) => parseArgs({ args, allowPositionals: true }).positionals[0],
  main: async (scope, folder) => (await import('./conformance')).conformance(scope, folder),
});
