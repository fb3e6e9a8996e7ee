import type { Page } from '@playwright/test';

/**
 * Closes a popup, side panel or tab and resolves once its page is gone. For the popup and the panel
 * this is what their own close does: the bubble and the panel's frame go with the page.
 */
export async function closePage(page: Page): Promise<void> {
  if (page.isClosed()) return;
  const closed = page.waitForEvent('close');
  await page.close();
  await closed;
}
