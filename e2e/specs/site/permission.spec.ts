import type { Page } from '@playwright/test';
import { PAGES } from '../../../src/config/pages';
import { createBrowserKeys, type PressKeys } from '../../support/browser/browser-keys';
import { closePage } from '../../support/browser/close-page';
import { ensureDisplay } from '../../support/browser/display';
import type { ExtensionBrowser } from '../../support/browser/launch';
import { thisMachine } from '../../support/browser/machine';
import { pinExtension } from '../../support/browser/pin-extension';
import { test as base, expect } from '../../support/fixtures/with-backend';
import { badgeOf, expectBadge, readBadge } from '../../support/journey/badge';
import { signedInBefore } from '../../support/journey/signed-in-before';
import { startSite } from '../../support/messaging/site';

// The build as it ships and Chrome's real question, answered by keys that come through the X server.

const test = base.extend<{ press: PressKeys; page: Page }>({
  // A virtual display in any case: on somebody's own screen the keys would go to whatever has the focus.
  host: [
    async ({ host }, use) => {
      const display = await ensureDisplay({ ...thisMachine(), env: {} });
      await use({ ...host, display });
      await display.stop();
    },
    { scope: 'worker' },
  ],
  press: async ({ host }, use) => {
    test.skip(!host.display.virtual, 'only Linux has virtual displays');
    await use(await createBrowserKeys(host.display));
  },
  // The toolbar button is where a person finds it.
  extension: async ({ launch, dist }, use, testInfo) => {
    const profileDir = testInfo.outputPath('profile');
    await pinExtension(profileDir, dist);
    await use(await launch({ profileDir }));
  },
  page: async ({ extension, clerk, backend }, use) => {
    backend.trust(clerk);
    await signedInBefore(extension, clerk);
    const site = await startSite();
    const page = await extension.context.newPage();
    await page.goto(site.origin.replace('127.0.0.1', 'localhost'));
    await use(page);
    await site.close();
  },
});
test.use({ alsoAllowedHosts: ['127.0.0.1', 'localhost'] });

/**
 * Opens the popup by its toolbar button, which tells the extension what site it was pressed on;
 * `action.openPopup()` does not.
 */
async function openByButton(extension: ExtensionBrowser, press: PressKeys): Promise<Page> {
  const url = `chrome-extension://${extension.extensionId}${PAGES.popup}`;
  const find = () => extension.context.pages().find((page) => page.url() === url);
  // Keys that come while the toolbar is not ready are lost, and nothing tells when it is.
  await expect(async () => {
    // From the toolbar's end: Chrome's menu, the profile, the extensions, and this one.
    if (!find()) await press('alt+shift+t', 'Left', 'Left', 'Left', 'Left', 'Return');
    await expect.poll(find, { timeout: 4_000 }).toBeDefined();
  }).toPass({ timeout: 40_000 });
  const popup = find();
  if (!popup) throw new Error('The popup closed again.');
  return popup;
}

/** Presses "Use on this site" and waits until Chrome's question has closed the popup. */
async function pressUse(popup: Page): Promise<void> {
  const closed = popup.waitForEvent('close');
  await popup
    .getByRole('button', { name: 'Use on this site' })
    .click()
    .catch((error: unknown) => {
      // The popup closes under the question, and may take the click's answer with it.
      if (!popup.isClosed()) throw error;
    });
  await closed;
}

test('one press and an allowance are enough', async ({ extension, page, press }) => {
  const popup = await openByButton(extension, press);
  await expect(popup.getByText(/^Shows a badge on localhost/)).toBeVisible();
  await pressUse(popup);
  await expect(async () => {
    // Chrome offers Deny first. Keys that come before its question are lost.
    if ((await readBadge(page)) === '') await press('Tab', 'Return');
    await expect.poll(() => readBadge(page), { timeout: 4_000 }).not.toBe('');
  }).toPass({ timeout: 40_000 });
  await expectBadge(page, 'Verified by the backend');

  const reopened = await openByButton(extension, press);
  await expect(reopened.getByRole('button', { name: 'Stop using on this site' })).toBeVisible();
  await closePage(reopened);
});

test('a denial changes nothing', async ({ extension, page, press }) => {
  await pressUse(await openByButton(extension, press));
  await press('Return');
  const reopened = await openByButton(extension, press);
  await expect(reopened.getByRole('button', { name: 'Use on this site' })).toBeVisible();
  await expect(badgeOf(page)).toHaveCount(0);
  await closePage(reopened);
});
