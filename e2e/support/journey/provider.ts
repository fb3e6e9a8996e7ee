import type { Page } from '@playwright/test';

/**
 * Presses the button of Google or GitHub in Clerk's component and returns the window that Chrome opens
 * for the provider: `launchWebAuthFlow` shows it, and it is a page like any other.
 */
export async function openProvider(panel: Page, name: string | RegExp): Promise<Page> {
  const opened = panel.context().waitForEvent('page');
  await panel.getByRole('button', { name }).click();
  return opened;
}

/** Signs in at the provider as whoever has this address, and lets Clerk know it. */
export async function signInAtProvider(window: Page, email: string): Promise<void> {
  await window.getByLabel('Email').fill(email);
  await window.getByRole('button', { name: 'Next' }).click();
  await window.getByRole('button', { name: 'Allow' }).click();
}
