/** `npm run e2e [-- filters and options]`: everything the suite needs, then the suite. See `--help`. */
import { runCommand } from '../../../src/build/command/run-command';
import { parseFlags, USAGE } from './flags';

await runCommand({
  usage: USAGE,
  parse: parseFlags,
  async main(scope, { workers, args }) {
    const { runSuite } = await import('../../support/fixtures/run-suite');
    const { keepAnswers } = await import('../conformance/kept-answers');
    const areValid = await keepAnswers('the end-to-end suite');
    const code = await runSuite(scope, args, workers);
    return (await areValid()) ? code : code || 1;
  },
});
