import type { Frame, Page } from '@playwright/test';

/** The frame in a page that has one, once it is loaded. */
export async function onlyFrame(page: Page): Promise<Frame> {
  const handle = await page.locator('iframe').elementHandle();
  const frame = await handle?.contentFrame();
  if (!frame) throw new Error('The page has no frame.');
  await frame.waitForLoadState();
  return frame;
}
