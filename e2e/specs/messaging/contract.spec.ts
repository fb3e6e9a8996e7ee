import { test as base, expect } from '@playwright/test';
import { registerContractSuite } from '../../../src/messaging/testing/contract-suite';
import { ensureDisplay } from '../../support/browser/display';
import { findChromium } from '../../support/browser/find-chromium';
import { type ExtensionBrowser, launchExtension } from '../../support/browser/launch';
import { createWatch } from '../../support/fixtures/watch';
import { buildSuiteExtension } from '../../support/messaging/build-suite-extension';
import { type Site, startSite } from '../../support/messaging/site';
import { CHROMIUM_REFUSALS, setUpSession } from '../../support/messaging/suite-browser';

// The suite that `npm run test:unit` runs against a fake, here against Chromium.

interface Suite {
  browser: ExtensionBrowser;
  site: Site;
}

const test = base.extend<object, { suite: Suite }>({
  suite: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads a fixture's needs from this pattern.
    async ({}, use) => {
      const { executablePath } = await findChromium();
      const display = await ensureDisplay();
      const site = await startSite();
      const watch = createWatch(['127.0.0.1']);
      const browser = await launchExtension({
        executablePath,
        dist: await buildSuiteExtension(site.origin),
        clerk: { chromiumArgs: [] },
        env: display.env,
        onContext: watch.add,
      });
      await use({ browser, site });
      await browser.close();
      await site.close();
      await display.stop();
      expect(watch.complaints()).toEqual([]);
    },
    { scope: 'worker' },
  ],
});

/** That of the test that runs now; the suite knows nothing of fixtures. */
let current: Suite;

registerContractSuite(
  {
    describe: test.describe,
    test: (name, body) =>
      test(name, async ({ suite }) => {
        current = suite;
        await body();
      }),
    expect,
  },
  {
    name: 'Chromium',
    refused: CHROMIUM_REFUSALS,
    setUp: (transport) => setUpSession(current.browser, current.site, transport),
  },
);
