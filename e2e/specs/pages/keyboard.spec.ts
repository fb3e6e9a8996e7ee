import type { Page } from '@playwright/test';
import { PAGES } from '../../../src/config/pages';
import { expect, test } from '../../support/fixtures/test';
import { GET_TOKEN, tokenStatus } from '../../support/journey/demo-tab';
import { addAda, signInAsAda } from '../../support/journey/sign-in';

const DEMO_LINK = 'Open background worker demo in a new tab';

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

test('popup, signed out: opens the demo tab by keyboard', async ({ extension }) => {
  const popup = await extension.openTab(PAGES.popup);
  await expect(popup.getByRole('button', { name: 'Sign in' })).toBeVisible();
  expect(await tabStops(popup, 3)).toEqual(['Sign in', 'Settings', DEMO_LINK]);
  const opened = extension.context.waitForEvent('page');
  await popup.keyboard.press('Enter');
  const demo = await opened;
  await expect(demo.getByRole('heading', { level: 1 })).toHaveText('Clerk Background Worker Demo');
});

test('popup, signed in: signs out by keyboard', async ({ extension, clerk }) => {
  await addAda(clerk);
  await signInAsAda(await extension.openTab(PAGES.sidePanel));
  const popup = await extension.openTab(PAGES.popup);
  await expect(popup.getByRole('button', { name: 'Sign out' })).toBeVisible();
  expect(await tabStops(popup, 3)).toEqual(['Open side panel', 'Sign out', 'Settings']);
  await popup.keyboard.press('Shift+Tab');
  await popup.keyboard.press('Enter');
  await expect(popup.getByRole('button', { name: 'Sign in' })).toBeVisible();
  expect(clerk.control.sessions()).toEqual([]);
});

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
