import type { BrowserContext, Page } from '@playwright/test';
import { PAGES } from '../../../src/config/pages';
import {
  type BrowserWindow,
  driveWindow,
  ensureWindowTools,
} from '../../support/browser/browser-window';
import { ensureDisplay } from '../../support/browser/display';
import type { ExtensionBrowser } from '../../support/browser/launch';
import { thisMachine } from '../../support/browser/machine';
import { test as base, expect } from '../../support/fixtures/with-backend';
import { badgeOf, expectBadge } from '../../support/journey/badge';
import { ADA } from '../../support/journey/sign-in';
import { signedInBefore } from '../../support/journey/signed-in-before';
import { startSite } from '../../support/messaging/site';

// The build as it ships and Chrome's real question, answered by keys that come through the X server. What
// is on the screen says when it takes them.

const test = base.extend<{ page: Page; browserWindow: BrowserWindow }, { hasWindowTools: boolean }>(
  {
    hasWindowTools: [
      // biome-ignore lint/correctness/noEmptyPattern: Playwright reads a fixture's needs from this pattern.
      async ({}, use) => use(await ensureWindowTools()),
      // They may have to be installed first.
      { scope: 'worker', timeout: 0 },
    ],
    // A virtual display in any case: on somebody's own screen the keys would go to whatever has the focus.
    host: [
      async ({ host }, use) => {
        const display = await ensureDisplay({ ...thisMachine(), env: {} });
        await use({ ...host, display, env: { ...host.env, ...display.env } });
        await display.stop();
      },
      { scope: 'worker' },
    ],
    page: async ({ extension, clerk, backend }, use) => {
      backend.trust(clerk);
      await signedInBefore(extension, clerk);
      const site = await startSite();
      const page = await extension.context.newPage();
      await page.goto(site.origin.replace('127.0.0.1', 'localhost'));
      await use(page);
      await site.close();
    },
    browserWindow: async ({ hasWindowTools, host, page }, use) => {
      test.skip(!host.display.virtual, 'Only Linux has virtual displays.');
      test.skip(!hasWindowTools, 'xdotool and scrot are needed: apt-get install xdotool scrot');
      await page.bringToFront();
      await use(await driveWindow(host.display));
    },
  },
);
test.use({ alsoAllowedHosts: ['127.0.0.1', 'localhost'] });

/**
 * Opens the popup by its shortcut, which tells the extension what site it was pressed on, as a press of
 * the toolbar button does; `action.openPopup()` does not.
 */
async function openByShortcut(
  { context, extensionId }: ExtensionBrowser,
  browserWindow: BrowserWindow,
): Promise<Page> {
  const opened = untilOpened(context, `chrome-extension://${extensionId}${PAGES.popup}`);
  await browserWindow.press('alt+shift+k');
  return opened;
}

/** The page of the extension that opens at this address. */
function untilOpened(context: BrowserContext, url: string): Promise<Page> {
  const opened = context.waitForEvent('page', { predicate: (page) => page.url() === url });
  // The caller's only when what opens it went well.
  opened.catch(() => {});
  return opened;
}

/** Presses one of our entries in the menu of the page; `down` is how far below the first it is. */
async function pressEntry(browserWindow: BrowserWindow, down: number): Promise<void> {
  const seen = [await browserWindow.settled()];
  await browserWindow.openMenu();
  seen.push(await browserWindow.settled(...seen));
  // Chrome has the entries of extensions above its own two last ones.
  for (const key of ['Up', 'Up', 'Up', 'Right', ...Array<string>(down).fill('Down')]) {
    await browserWindow.press(key);
    seen.push(await browserWindow.settled(...seen));
  }
  await browserWindow.press('Return');
}

/** Presses "Use on this site" by keys and waits until Chrome's question has closed the popup. */
async function pressUse(popup: Page, browserWindow: BrowserWindow): Promise<void> {
  const button = popup.getByRole('button', { name: 'Use on this site' });
  await expect(button).toBeVisible();
  await expect(async () => {
    await browserWindow.press('Tab');
    await expect(button).toBeFocused({ timeout: 1_000 });
  }).toPass({ intervals: [0], timeout: 30_000 });
  const closed = popup.waitForEvent('close');
  closed.catch(() => {});
  await browserWindow.press('Return');
  await closed;
}

/**
 * Has Chrome ask, and gives its Allow the focus. Resolves to the pictures: `before` the question, with it
 * (`deny` has the focus, for Chrome offers that first), and with `allow`, which the keys reach only then:
 * Chrome ignores what is pressed in the first half second.
 */
async function focusAllow(extension: ExtensionBrowser, browserWindow: BrowserWindow) {
  const before = await browserWindow.settled();
  await pressUse(await openByShortcut(extension, browserWindow), browserWindow);
  const deny = await browserWindow.settled(before);
  await browserWindow.press('Tab');
  const allow = await browserWindow.settled(before, deny);
  return { before, deny, allow };
}

test('keys alone use a site: one press of "Use on this site" and an allowance', {
  tag: '@matrix',
}, async ({ extension, page, browserWindow }) => {
  const { deny, allow } = await focusAllow(extension, browserWindow);
  await browserWindow.press('Return');
  await browserWindow.settled(deny, allow);
  await expectBadge(page, 'Verified by the backend');

  // The menu has the same entry where the site is used: the popup says so.
  const { context, extensionId } = extension;
  const popup = untilOpened(context, `chrome-extension://${extensionId}${PAGES.popup}`);
  await pressEntry(browserWindow, 1);
  await expect(
    (await popup).getByRole('button', { name: 'Stop using on this site' }),
  ).toBeVisible();
});

test('a denial leaves the site alone, and the popup offers it again', { tag: '@matrix' }, async ({
  extension,
  page,
  browserWindow,
}) => {
  const { before, deny: first, allow } = await focusAllow(extension, browserWindow);
  await browserWindow.press('shift+Tab');
  const deny = await browserWindow.settled(before, allow);
  await browserWindow.press('Return');
  await browserWindow.settled(allow, deny, first);

  const reopened = await openByShortcut(extension, browserWindow);
  await expect(reopened.getByRole('button', { name: 'Use on this site' })).toBeVisible();
  await expect(reopened.getByRole('alert')).toHaveCount(0);
  await expect(badgeOf(page)).toHaveCount(0);
});

test('the menu of a page opens the side panel, and the popup over the site', {
  tag: '@matrix',
}, async ({ extension: { context, extensionId }, browserWindow }) => {
  const panel = untilOpened(context, `chrome-extension://${extensionId}${PAGES.sidePanel}`);
  await pressEntry(browserWindow, 0);
  await expect((await panel).getByText(ADA.email)).toBeVisible();

  const popup = untilOpened(context, `chrome-extension://${extensionId}${PAGES.popup}`);
  await pressEntry(browserWindow, 1);
  await expect((await popup).getByRole('button', { name: 'Use on this site' })).toBeVisible();
});
