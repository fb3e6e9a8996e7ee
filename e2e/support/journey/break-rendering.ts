import type { Page } from '@playwright/test';

/**
 * Makes the demo tab throw while it renders, from its next load on. Nothing we know of makes a page
 * do so, hence by force: the browser fails to format a time.
 */
export async function breakRendering(demo: Page): Promise<void> {
  await demo.addInitScript(() => {
    Date.prototype.toLocaleTimeString = () => {
      throw new Error('on purpose');
    };
  });
}
