import type { BrowserContext, Locator, Page } from '@playwright/test';
import { PAGES } from '../../../src/config/pages';

const TIMEOUT_MS = 20_000;

/**
 * Opens the real side panel by clicking `opener`, a control of ours that calls `sidePanel.open()`:
 * Chromium insists on a user gesture. Returns the panel once it has loaded.
 */
export async function openSidePanel(
  context: BrowserContext,
  extensionId: string,
  opener: Locator,
): Promise<Page> {
  const url = `chrome-extension://${extensionId}${PAGES.sidePanel}`;
  const opened = context.waitForEvent('page', {
    predicate: (page) => page.url() === url,
    timeout: TIMEOUT_MS,
  });
  // Its rejection is the caller's only when the click itself went well.
  opened.catch(() => {});
  await opener.click().catch((error: unknown) => {
    // A popup that closes itself once the panel is open may take the click's answer with it.
    if (!opener.page().isClosed()) throw error;
  });
  const panel = await opened;
  await panel.waitForLoadState();
  return panel;
}
