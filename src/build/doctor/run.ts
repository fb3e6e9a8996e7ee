/** `npm run doctor`: see `--help`. */
import { runCommand } from '../command/run-command';
import { parseFlags, USAGE } from './flags';

await runCommand({
  usage: USAGE,
  parse: parseFlags,
  failureCode: 2,
  main: async (scope, flags) => (await import('./diagnose')).diagnose(scope, flags),
});
