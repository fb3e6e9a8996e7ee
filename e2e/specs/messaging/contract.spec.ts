import { registerContractSuite } from '../../../src/messaging/testing/contract-suite';
import { type ExtensionBrowser, launchExtension } from '../../support/browser/launch';
import { test as base, expect } from '../../support/fixtures/test';
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
    async ({ host }, use) => {
      const site = await startSite();
      const watch = createWatch(['127.0.0.1']);
      const browser = await launchExtension({
        executablePath: host.chromium.executablePath,
        dist: await buildSuiteExtension(site.origin),
        clerk: { chromiumArgs: [] },
        env: host.env,
        onContext: watch.add,
      });
      await use({ browser, site });
      await browser.close();
      await site.close();
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
