import type { Page } from '@playwright/test';

/** Opens the security page of the profile in the side panel, where somebody is signed in. */
export async function openSecurity(panel: Page): Promise<void> {
  await panel.getByRole('button', { name: 'Open user menu' }).click();
  await panel.getByRole('button', { name: 'Manage account' }).click();
  await panel.getByRole('button', { name: 'Security' }).click();
}
