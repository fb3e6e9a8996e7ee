/** `npm run screenshots`: takes the pictures in docs/images. */
import { parseArgs } from 'node:util';
import { runCommand } from '../../../src/build/command/run-command';

await runCommand({
  usage: `npm run screenshots

Takes the pictures in docs/images of the extension as it is now: in light and dark, and in each language.

  --help, -h  print this`,
  parse: (args) => parseArgs({ args }).values,
  async main(scope) {
    const { runSuite } = await import('../../support/fixtures/run-suite');
    return runSuite(scope, ['--config', 'e2e/tools/screenshots/playwright.config.ts'], 1);
  },
});
