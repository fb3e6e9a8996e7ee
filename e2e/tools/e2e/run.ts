/**
 * `npm run e2e [-- filters and options of Playwright]`: everything the suite needs, then the suite.
 */
import { buildExtension } from '../../../src/build/command/build-extension';
import { runScoped } from '../../../src/build/command/run-scoped';
import { DEFAULT_HOSTS, publishableKeyFor } from '../../servers/embedded-clerk/publishable-key';
import { ensureDisplay } from '../../support/browser/display';
import { findChromium } from '../../support/browser/find-chromium';
import { runPlaywright } from '../../support/browser/run-playwright';

await runScoped(async ({ stopped, defer }) => {
  const { executablePath, version } = await findChromium();
  console.error(`Using ${version} (${executablePath}).`);
  const display = await ensureDisplay();
  defer(() => display.stop());
  const publishableKey = publishableKeyFor('development', DEFAULT_HOSTS.development);
  console.error('Building dist/ for the embedded Clerk.');
  await buildExtension({ publishableKey, signal: stopped });
  return runPlaywright(process.argv.slice(2), stopped, {
    CHROMIUM_PATH: executablePath,
    ...display.env,
  });
});
