/** `npm run dev [-- options]`: see `--help`. */
import { runCommand } from '../../../src/build/command/run-command';
import { parseFlags, USAGE } from './flags';

await runCommand({
  usage: USAGE,
  parse: parseFlags,
  main: async (scope, flags) => (await import('./dev')).dev(scope, flags),
});
