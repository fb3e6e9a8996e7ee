import { expect, type Page } from '@playwright/test';

/** Expects that nothing has to be scrolled sideways to be read. */
export async function expectFits(page: Page, what = new URL(page.url()).pathname): Promise<void> {
  const overflow = await page
    .locator(':root')
    .evaluate((root) => root.scrollWidth - root.clientWidth);
  expect(overflow, `${what}: pixels to scroll sideways`).toBeLessThanOrEqual(0);
}
