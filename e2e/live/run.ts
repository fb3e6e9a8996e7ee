/**
 * `npm run e2e:live`: the main journey against real Clerk, in the development instance whose keys are in
 * the environment.
 */
import { join } from 'node:path';
import { buildExtension, ROOT } from '../../src/build/command/build-extension';
import { runScoped } from '../../src/build/command/run-scoped';
import { ensureDisplay } from '../support/browser/display';
import { findChromium } from '../support/browser/find-chromium';
import { runPlaywright } from '../support/browser/run-playwright';
import { readLiveKeys } from './keys';

await runScoped(async ({ stopped, defer }) => {
  const keys = readLiveKeys(process.env);
  if (!keys) {
    console.log(
      'The live check did not run: set CLERK_PUBLISHABLE_KEY and CLERK_SECRET_KEY to those of a Clerk development instance with the Native API on.',
    );
    return 0;
  }
  const { executablePath } = await findChromium();
  const display = await ensureDisplay();
  defer(() => display.stop());
  const outDir = join(ROOT, '.cache', 'e2e', 'live');
  await buildExtension({ publishableKey: keys.publishableKey, outDir, signal: stopped });
  return runPlaywright(['--config', 'e2e/live/playwright.config.ts'], stopped, {
    CHROMIUM_PATH: executablePath,
    LIVE_DIST: outDir,
    ...display.env,
  });
});
