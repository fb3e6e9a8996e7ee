/** `npm run e2e [-- filters and options]`: everything the suite needs, then the suite. See `--help`. */
import { runCommand } from '../../../src/build/command/run-command';
import { parseFlags, USAGE } from './flags';

await runCommand({
  usage: USAGE,
  parse: parseFlags,
  async main(scope, { workers, args }) {
    const { runSuite } = await import('../../support/fixtures/run-suite');
    return runSuite(scope, args, workers);
  },
});
