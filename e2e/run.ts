/**
 * `npm run e2e [-- filters and options of Playwright]`: everything the suite needs, then the suite.
 */
import { buildExtension } from './browser/build-extension';
import { ensureDisplay } from './browser/display';
import { findChromium } from './browser/find-chromium';
import { runPlaywright } from './browser/run-playwright';
import { runScoped } from './browser/run-scoped';
import { DEFAULT_HOSTS, publishableKeyFor } from './local-clerk/publishable-key';

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
