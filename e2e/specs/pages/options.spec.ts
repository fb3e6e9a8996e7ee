import type { Page } from '@playwright/test';
import { PAGES } from '../../../src/config/pages';
import { activeSessions } from '../../support/clerk/people';
import { expect, test } from '../../support/fixtures/with-backend';
import { askWorker } from '../../support/journey/ask-worker';
import { EVERYTHING, OUT_OF_REACH } from '../../support/journey/clerk-away';
import { expectAccessible } from '../../support/journey/expect-accessible';
import { addAda, signInAsAda } from '../../support/journey/sign-in';

const background = (page: Page) =>
  page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
const DARK = 'rgb(16, 16, 20)';
const LIGHT = 'rgb(246, 246, 249)';

/** The names of all that is stored, in the worker's areas and in the pages' own. */
const stored = (page: Page) =>
  page.evaluate(async () => ({
    local: Object.keys(await chrome.storage.local.get()),
    pages: Object.keys(localStorage),
  }));

test('theme, shortcuts, sites, and forgetting everything', async ({ extension, clerk }) => {
  await addAda(clerk);
  const panel = await extension.openTab(PAGES.sidePanel);
  await signInAsAda(panel);
  const other = await extension.openTab(PAGES.popup);
  await other.emulateMedia({ colorScheme: 'light' });

  // The popup leads to it.
  const popup = await extension.openTab(PAGES.popup);
  const opened = extension.context.waitForEvent('page');
  await popup.getByRole('button', { name: 'Settings' }).click();
  const options = await opened;
  await expect(options.getByRole('heading', { level: 1 })).toHaveText('Settings');
  await options.emulateMedia({ colorScheme: 'light' });
  await popup.close();

  await test.step('every page follows the theme at once, and later ones begin with it', async () => {
    expect([await background(options), await background(other)]).toEqual([LIGHT, LIGHT]);
    await options.getByRole('radio', { name: 'Dark' }).check();
    await expect.poll(() => background(other)).toBe(DARK);
    expect(await background(options)).toBe(DARK);
    const later = await extension.openTab(PAGES.popup);
    await later.emulateMedia({ colorScheme: 'light' });
    await expect.poll(() => background(later)).toBe(DARK);
    await later.close();
  });

  // #region feature: languages
  await test.step('every page speaks the language that is chosen at once, and Chrome’s again', async () => {
    await options.getByRole('combobox', { name: 'Language' }).selectOption('Deutsch');
    await expect(options.getByRole('heading', { level: 1 })).toHaveText('Einstellungen');
    await expect(options).toHaveTitle(/^Einstellungen/);
    await expect(other.getByRole('button', { name: 'Abmelden' })).toBeVisible();
    await expect(panel.getByText('Angemeldet', { exact: true })).toBeVisible();
    await expect(panel.getByRole('button', { name: 'Benutzermenü öffnen' })).toBeVisible();
    await options.getByRole('combobox', { name: 'Sprache' }).selectOption('Wie in Chrome');
    await expect(options.getByRole('heading', { level: 1 })).toHaveText('Settings');
    await expect(other.getByRole('button', { name: 'Sign out' })).toBeVisible();
    await expect(panel.getByRole('button', { name: 'Open user menu' })).toBeVisible();
  });
  // #endregion feature: languages

  await test.step('names the shortcuts', async () => {
    const shortcuts = options.getByRole('region', { name: 'Keyboard shortcuts' });
    await expect(shortcuts.getByRole('listitem')).toHaveText([
      'Open the popupAlt+Shift+K',
      'Open the side panelAlt+Shift+S',
    ]);
  });

  await test.step('says in every page that an update is ready', async () => {
    await extension.worker.evaluate(() => chrome.storage.session.set({ 'update-ready': '9.9.9' }));
    await expect(options.getByRole('button', { name: 'Update now' })).toBeVisible();
    await expect(panel.getByRole('button', { name: 'Update now' })).toBeVisible();
  });

  // #region feature: sites
  await test.step('lists no site before one is granted', async () => {
    await expect(options.getByText('This extension is used on no site.')).toBeVisible();
  });
  // #endregion feature: sites
  await expectAccessible(options);

  await test.step('keeps everything while Clerk cannot end the session', async () => {
    await expect(options.getByText('keeps Ada Example signed in')).toBeVisible();
    clerk.control.faults.add({ route: EVERYTHING, effect: OUT_OF_REACH });
    await options.getByRole('button', { name: 'Forget everything' }).click();
    await expectAccessible(options);
    const dialog = options.getByRole('dialog', { name: 'Forget everything?' });
    await dialog.getByRole('button', { name: 'Forget everything' }).click();
    await expect(dialog.getByRole('alert')).toContainText('Clerk did not answer', {
      timeout: 30_000,
    });
    await expectAccessible(options);
    expect((await stored(options)).local).not.toEqual([]);
    clerk.control.faults.clear();
  });

  await test.step('signs out, and leaves nothing behind', async () => {
    const dialog = options.getByRole('dialog', { name: 'Forget everything?' });
    // An open panel would ask Clerk for a client anew, and store it.
    await panel.goto('about:blank');
    const reloaded = other.waitForEvent('load', { timeout: 60_000 });
    reloaded.catch(() => {});
    await dialog.getByRole('button', { name: 'Forget everything' }).click();
    await expect(options.getByText('Everything is forgotten.')).toBeVisible({ timeout: 30_000 });
    expect(await activeSessions(clerk)).toEqual([]);
    expect(await stored(options)).toEqual({ local: [], pages: [] });
    await expect(options.getByRole('radio', { name: 'System' })).toBeChecked();
    // What other pages held in memory is gone with the page.
    await reloaded;
    await expect(other.getByRole('button', { name: 'Sign in' })).toBeVisible();
    const answer = await askWorker(options, 'auth.getToken');
    expect(answer).toEqual({ ok: true, data: { status: 'signed-out' } });
  });

  await test.step('the panel signs in again', async () => {
    await signInAsAda(await extension.openTab(PAGES.sidePanel));
    await expect(options.getByText('keeps Ada Example signed in')).toBeVisible();
  });
});
