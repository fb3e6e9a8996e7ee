import type { Page } from '@playwright/test';

/** Opens the profile in the side panel, where somebody is signed in. */
export async function openProfile(panel: Page): Promise<void> {
  await panel.getByRole('button', { name: 'Open user menu' }).click();
  await panel.getByRole('button', { name: 'Manage account' }).click();
}

/** Opens the profile's page about security, where somebody is signed in. */
export async function openSecurity(panel: Page): Promise<void> {
  await openProfile(panel);
  await panel.getByRole('button', { name: 'Security' }).click();
}
