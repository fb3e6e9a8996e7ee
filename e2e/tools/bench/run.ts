/** `npm run bench [-- parts]`: see `--help`. */
import { runCommand } from '../../../src/build/command/run-command';
import { parseParts, USAGE } from './flags';

await runCommand({
  usage: USAGE,
  parse: parseParts,
  main: async (scope, parts) => (await import('./bench')).bench(scope, parts),
});
