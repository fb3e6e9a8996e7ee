import { expect, test } from '@playwright/test';
import { PAGES } from '../../../src/config/pages';
import type { ExtensionBrowser } from '../browser/launch';
import { askForToken, expectNoToken } from './claims';
import { type Credentials, signIn } from './sign-in';

/** Who signs in, and how a test checks the outcome outside the browser. */
export interface TestUser extends Credentials {
  userId: string;
  /** Verifies a token as a backend would; resolves to its `sub`. */
  verify(token: string): Promise<string>;
  /** How many sessions the server counts as active. */
  countSessions(): Promise<number>;
}

/** The main journey: sign in, close the panel, get tokens, lose the worker, sign out. */
export async function walkMainJourney(extension: ExtensionBrowser, user: TestUser): Promise<void> {
  // Any page of the extension can ask; this one is what the popup shows, in a tab.
  const page = await extension.openTab(PAGES.popup);
  await expect(page.getByRole('button', { name: 'Sign in' })).toBeVisible();

  await test.step('signed out is an answer, not an error', () => expectNoToken(page));

  await test.step('the popup opens the real side panel, where people sign in', async () => {
    const popup = await extension.openPopup();
    const panel = await extension.openSidePanel(popup.getByRole('button', { name: 'Sign in' }));
    await signIn(panel, user);
    await panel.close();
  });

  await test.step('a backend accepts the token, with no other page open', async () => {
    expect(await user.verify(await askForToken(page))).toBe(user.userId);
  });

  await test.step('a killed worker answers again', async () => {
    await extension.worker.stop();
    expect(await user.verify(await askForToken(page))).toBe(user.userId);
  });

  await test.step('signing out in the popup ends it everywhere', async () => {
    const popup = await extension.openPopup();
    await expect(popup.getByText(user.email)).toBeVisible();
    await popup.getByRole('button', { name: 'Sign out' }).click();
    await expect(popup.getByRole('button', { name: 'Sign in' })).toBeVisible();
    await expectNoToken(page);
    expect(await user.countSessions()).toBe(0);
  });
}
