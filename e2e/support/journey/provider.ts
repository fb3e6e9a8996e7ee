import { expect, type Page } from '@playwright/test';
import { PAGES } from '../../../src/config/pages';
import type { EmbeddedClerk } from '../../servers/embedded-clerk/start';
import type { ExtensionBrowser } from '../browser/launch';
import { allowRedirectUrl } from '../clerk/people';

export const GOOGLE = /Google/;

/** A popup and a panel with nobody signed in; the panel may come back from providers. */
export async function openForProviders(extension: ExtensionBrowser, clerk: EmbeddedClerk) {
  await allowRedirectUrl(clerk, `https://${extension.extensionId}.chromiumapp.org/clerk`);
  const popup = await extension.openTab(PAGES.popup);
  const panel = await extension.openTab(PAGES.sidePanel);
  return { popup, panel };
}

/** Presses the button of Google or GitHub in Clerk's component and returns the provider's window. */
export function openProvider(panel: Page, name: string | RegExp): Promise<Page> {
  return windowOpenedBy(panel, () => panel.getByRole('button', { name }).click());
}

/**
 * The window that Chrome opens for a provider once `press` has asked for it: `launchWebAuthFlow` shows it, and
 * it is a page like any other. Rejects when none opens, and says what to suspect.
 */
export async function windowOpenedBy(panel: Page, press: () => Promise<unknown>): Promise<Page> {
  const opened = panel
    .context()
    .waitForEvent('page')
    .catch((cause: unknown) => {
      throw new Error(
        'Chrome opened no window for the provider. After an update of Clerk’s SDK: does it still take __internal_oauthTransport (src/sidepanel/oauth-transport.ts)?',
        { cause },
      );
    });
  const [window] = await Promise.all([opened, press()]);
  return window;
}

/** Signs in at the provider as whoever has this address, and lets Clerk know it. */
export async function signInAtProvider(window: Page, email: string): Promise<void> {
  await window.getByLabel('Email').fill(email);
  await window.getByRole('button', { name: 'Next' }).click();
  await window.getByRole('button', { name: 'Allow' }).click();
}

/** Expects the form to be there again, and to say why. */
export async function expectFormThatSays(panel: Page, sentence: string | RegExp): Promise<void> {
  await expect(panel.getByText(sentence)).toBeVisible();
  await expect(panel.getByRole('button', { name: GOOGLE })).toBeEnabled();
}
