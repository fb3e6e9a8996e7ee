/** `npm test`: see `--help`. */
import { runScripts } from './run-scripts';

await runScripts('test', 'Every check, as CI runs it.', [
  ['check'],
  ['unused'],
  ['typecheck'],
  ['test:unit'],
  ['e2e'],
]);
