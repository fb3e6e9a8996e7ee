import type { Locator, Page } from '@playwright/test';
import { PAGES } from '../../../src/config/pages';
import { activeSessions } from '../../support/clerk/people';
import { expect, test } from '../../support/fixtures/test';
import { GET_TOKEN, tokenStatus } from '../../support/journey/demo-tab';
import { ADA, addAda, signInAsAda } from '../../support/journey/sign-in';

// #region feature: demo
const DEMO_LINK = 'Open background worker demo in a new tab';
// #endregion feature: demo

/**
 * Presses Tab `count` times and returns the names of what it reaches, in order. Fails at a stop that does
 * not show that it has the focus.
 */
async function tabStops(page: Page, count: number): Promise<string[]> {
  const stops: string[] = [];
  for (let stop = 0; stop < count; stop += 1) {
    await page.keyboard.press('Tab');
    const { name, outline } = await page.evaluate(() => {
      const focused = document.activeElement as HTMLElement;
      const [label] = (focused as HTMLInputElement).labels ?? [];
      return {
        name: focused.ariaLabel ?? label?.innerText ?? focused.innerText.trim(),
        outline: getComputedStyle(focused).outlineStyle,
      };
    });
    expect(outline, `the outline of "${name}"`).toBe('solid');
    stops.push(name);
  }
  return stops;
}

/** Presses Tab until `target` has the focus. */
async function tabTo(page: Page, target: Locator): Promise<void> {
  const isFocused = () => target.evaluate((element) => element === document.activeElement);
  for (let stop = 0; stop < 20; stop += 1) {
    if (await isFocused()) return;
    await page.keyboard.press('Tab');
  }
  throw new Error('Tab does not get there.');
}

// #region feature: demo
test('popup, signed out: opens the demo tab by keyboard', async ({ extension }) => {
  const popup = await extension.openTab(PAGES.popup);
  await expect(popup.getByRole('button', { name: 'Sign in' })).toBeVisible();
  expect(await tabStops(popup, 3)).toEqual(['Sign in', 'Settings', DEMO_LINK]);
  const opened = extension.context.waitForEvent('page');
  await popup.keyboard.press('Enter');
  const demo = await opened;
  await expect(demo.getByRole('heading', { level: 1 })).toHaveText('Clerk Background Worker Demo');
});
// #endregion feature: demo

test('popup, signed in: signs out by keyboard', async ({ extension, clerk }) => {
  await addAda(clerk);
  await signInAsAda(await extension.openTab(PAGES.sidePanel));
  const popup = await extension.openTab(PAGES.popup);
  await expect(popup.getByRole('button', { name: 'Sign out' })).toBeVisible();
  expect(await tabStops(popup, 3)).toEqual(['Open side panel', 'Sign out', 'Settings']);
  await popup.keyboard.press('Shift+Tab');
  await popup.keyboard.press('Enter');
  await expect(popup.getByRole('button', { name: 'Sign in' })).toBeVisible();
  expect(await activeSessions(clerk)).toEqual([]);
});

test('side panel and settings: signs in, chooses a theme and forgets everything by keyboard', async ({
  extension,
  clerk,
}) => {
  await addAda(clerk);
  const panel = await extension.openTab(PAGES.sidePanel);
  const email = panel.getByLabel('Email address');
  await expect(email).toBeVisible();
  await tabTo(panel, email);
  await panel.keyboard.type(ADA.email);
  await panel.keyboard.press('Enter');
  const password = panel.getByLabel('Password', { exact: true });
  await expect(password).toBeVisible();
  await tabTo(panel, password);
  await panel.keyboard.type(ADA.password);
  await panel.keyboard.press('Enter');
  await expect(panel.getByText('Signed in', { exact: true })).toBeVisible();

  const opened = extension.context.waitForEvent('page');
  await tabTo(panel, panel.getByRole('button', { name: 'Settings' }));
  await panel.keyboard.press('Enter');
  const options = await opened;
  await expect(options.getByText('keeps Ada Example signed in')).toBeVisible();
  expect(await tabStops(options, 1)).toEqual(['System']);
  await options.keyboard.press('ArrowRight');
  await options.keyboard.press('ArrowRight');
  await expect(options.getByRole('radio', { name: 'Dark' })).toBeChecked();
  // #region feature: languages
  expect(await tabStops(options, 1)).toEqual(['Language']);
  // #endregion feature: languages
  expect(await tabStops(options, 2)).toEqual(['Change shortcuts', 'Forget everything']);

  await options.keyboard.press('Enter');
  const dialog = options.getByRole('dialog', { name: 'Forget everything?' });
  await expect(dialog.getByRole('button', { name: 'Cancel' })).toBeFocused();
  await options.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  const forget = options.getByRole('button', { name: 'Forget everything' });
  await expect(forget).toBeFocused();
  await options.keyboard.press('Enter');
  await expect(dialog.getByRole('button', { name: 'Cancel' })).toBeFocused();
  // Chrome says that a dialog is closed a moment after it is, and a press may come between.
  await dialog.evaluate((element: HTMLDialogElement) => {
    element.close();
    (document.activeElement as HTMLElement).click();
  });
  await expect(dialog.getByRole('button', { name: 'Cancel' })).toBeFocused();
  expect(await tabStops(options, 1)).toEqual(['Forget everything']);
  await options.keyboard.press('Enter');
  await expect(options.getByText('Everything is forgotten.')).toBeVisible();
  await expect(forget).toBeFocused();
  expect(await activeSessions(clerk)).toEqual([]);

  expect(await tabStops(options, 1)).toEqual(['First steps with this extension']);
  await options.keyboard.press('Enter');
  await expect(options.getByRole('heading', { level: 1 })).toHaveText(/^Welcome to /);
  expect(await tabStops(options, 3)).toEqual(['Sign in', 'Change shortcuts', 'settings']);
});

// #region feature: demo
test('demo tab: gets a token, sets options and reads the text by keyboard', async ({
  extension,
  clerk,
}) => {
  await addAda(clerk);
  await signInAsAda(await extension.openTab(PAGES.sidePanel));
  const demo = await extension.openTab(PAGES.demo);
  await expect(demo.getByText('ada@example.com')).toBeVisible();

  expect(await tabStops(demo, 2)).toEqual(['Open side panel', GET_TOKEN]);
  await demo.keyboard.press('Enter');
  await expect(tokenStatus(demo)).toHaveText(/^(Minted by Clerk|From the worker’s memory)/);
  // The button keeps the focus while it is busy, so the way goes on from there.
  await expect(demo.getByRole('button', { name: GET_TOKEN })).toBeFocused();

  expect(await tabStops(demo, 1)).toEqual(['Options']);
  await demo.keyboard.press('Enter');
  expect(await tabStops(demo, 4)).toEqual([
    'Template',
    'Organisation',
    'Minimum lifetime',
    'Always mint a new token',
  ]);
  await demo.keyboard.press('Space');
  await demo.keyboard.press('Enter');
  await expect(tokenStatus(demo)).toHaveText(/^Minted by Clerk/);

  expect(await tabStops(demo, 2)).toEqual(['Copy token', 'Show full token']);
  await demo.keyboard.press('Enter');
  expect(await tabStops(demo, 2)).toEqual(['Full token', 'Session events']);
});
// #endregion feature: demo
