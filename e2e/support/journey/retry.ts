import type { Locator, Page } from '@playwright/test';

/**
 * Presses Retry, unless the page finds out by itself first that Clerk is back, which `sign` shows, and the
 * button goes.
 */
export async function retryUnlessBack(page: Page, sign: Locator): Promise<void> {
  await Promise.race([page.getByRole('button', { name: 'Retry' }).click(), sign.waitFor()]);
}
