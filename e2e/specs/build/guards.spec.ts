import { PAGES } from '../../../src/config/pages';
import { type ExtensionBrowser, launchExtension } from '../../support/browser/launch';
import { test as base, expect } from '../../support/fixtures/test';
import { createWatch, type Watch } from '../../support/fixtures/watch';

/** The start of a JWT's header, `{"alg":"RS256"`. */
const JWT_START = 'eyJhbGciOiJSUzI1NiIs';

/** The guards of every test, here watched themselves: `offender` may do what no other browser may. */
const test = base.extend<{ watch: Watch; offender: ExtensionBrowser }>({
  watch: async ({ clerk }, use) => {
    await use(createWatch([clerk.host]));
  },
  offender: async ({ clerk, dist, host, watch }, use) => {
    const browser = await launchExtension({
      executablePath: host.chromium.executablePath,
      dist,
      clerk,
      env: host.env,
      onContext: watch.add,
    });
    await use(browser);
    await browser.close();
  },
});

test('a token in the worker’s console is seen', async ({ offender, watch }) => {
  await offender.worker.evaluate((token) => console.log('got', token), JWT_START);
  await expect
    .poll(() => watch.complaints())
    .toEqual([expect.stringMatching(/^a secret in the console of .*\(console\.log\)$/)]);
});

test('a token inside an object in the popup’s console is seen', async ({ offender, watch }) => {
  const popup = await offender.openPopup();
  await popup.evaluate((token) => console.info({ token }), JWT_START);
  await expect
    .poll(() => watch.complaints())
    .toEqual([`a secret in the console of ${PAGES.popup} (console.info)`]);
});

test('a token in the address of a page is seen', async ({ offender, watch }) => {
  const page = await offender.openTab(PAGES.popup);
  await page.evaluate((token) => history.replaceState(null, '', `?token=${token}`), JWT_START);
  await expect
    .poll(() => watch.complaints())
    .toEqual([`a secret in the address of ${PAGES.popup}`]);
});

test('an uncaught error in a page is seen', async ({ offender, watch }) => {
  const page = await offender.openTab(PAGES.popup);
  await page.evaluate(() => {
    setTimeout(() => {
      throw new Error('on purpose');
    }, 0);
  });
  await expect
    .poll(() => watch.complaints())
    .toEqual([`${PAGES.popup}: Uncaught Error: on purpose`]);
});

test('an unhandled rejection in a worker is seen, also after it was killed', async ({
  offender,
  watch,
}) => {
  await offender.worker.stop();
  await offender.worker.evaluate(() => {
    void Promise.reject(new Error('on purpose'));
  });
  await expect
    .poll(() => watch.complaints())
    .toEqual(['worker: Uncaught (in promise) Error: on purpose']);
});

test('a request to another host is seen', async ({ offender, watch }) => {
  const page = await offender.openTab(PAGES.popup);
  // The pages' policy allows nothing else to leave: avatars come from anywhere.
  await page.evaluate(() => {
    new Image().src = 'https://elsewhere.invalid/avatar.png';
  });
  await expect.poll(() => watch.complaints()).toEqual(['a request to elsewhere.invalid']);
});

test.fail('what the guards see fails a test', async ({ extension }) => {
  await extension.worker.evaluate((token) => console.log('got', token), JWT_START);
});

test.fail(
  'an endpoint that the embedded Clerk does not have fails a test',
  async ({ extension, clerk }) => {
    const url = `${clerk.issuer}/v1/nowhere`;
    expect(await extension.worker.evaluate(async (u) => (await fetch(u)).status, url)).toBe(404);
  },
);
