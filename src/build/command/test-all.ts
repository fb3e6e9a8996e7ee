/** `npm run test:all`: see `--help`. */
import { runScripts } from './run-scripts';

await runScripts('test:all', 'What takes minutes, beside `npm test`.', [
  ['test:slow'],
  ['e2e', '--', '--matrix'],
]);
