import { PAGES } from '../../../src/config/pages';
import { expect, test } from '../../support/fixtures/test';
import { makeSomethingToSteal } from '../../support/journey/something-to-steal';
import { buildOtherExtension, OTHER_PAGE } from '../../support/messaging/build-hostile-copy';
import { driveRaw } from '../../support/messaging/drive-raw';
import { startSite } from '../../support/messaging/site';
import { tryEveryRoute } from '../../support/messaging/try-routes';

test.use({ alsoAllowedHosts: ['127.0.0.1'] });

test('another extension reaches neither the worker nor a page', async ({ launch, clerk }) => {
  const extension = await launch({ otherExtensions: [await buildOtherExtension()] });
  await makeSomethingToSteal(extension, clerk);
  const ours = await extension.openTab(PAGES.popup);
  const other = await extension.context.newPage();
  await other.goto(OTHER_PAGE);

  expect(await tryEveryRoute(driveRaw(other, extension.extensionId))).toEqual([null]);
  const injected = await other.evaluate(async (url) => {
    const [tab] = await chrome.tabs.query({ url });
    try {
      await chrome.scripting.executeScript({
        target: { tabId: tab?.id ?? -1 },
        func: () => document.title,
      });
      return 'done';
    } catch (error) {
      return String(error);
    }
  }, ours.url());
  expect(injected).toMatch(/Cannot access/);
});

test('a site can neither message the extension, nor read its files, nor frame its pages', async ({
  extension,
}) => {
  const site = await startSite();
  try {
    const page = await extension.context.newPage();
    await page.goto(site.origin);
    expect(await page.evaluate(() => typeof globalThis.chrome?.runtime)).toBe('undefined');

    const base = `chrome-extension://${extension.extensionId}`;
    const read = await page.evaluate(
      (url) =>
        fetch(url).then(
          () => 'read',
          () => 'refused',
        ),
      `${base}/manifest.json`,
    );
    expect(read).toBe('refused');

    for (const path of Object.values(PAGES)) {
      await page.goto(site.framing(base + path));
      await expect.poll(() => page.frames()[1]?.url()).toBe('chrome-error://chromewebdata/');
    }
  } finally {
    await site.close();
  }
});
