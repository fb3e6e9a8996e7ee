import type { BrowserContext, Page } from '@playwright/test';
import { PAGES } from '../../../src/config/pages';
import type { WorkerDriver } from './service-worker';

const TIMEOUT_MS = 20_000;

/**
 * Opens the toolbar button's real popup, through the worker, as a click on the button would, and
 * returns it once it has loaded. Close it with `closePage`.
 *
 * @param path the page that the button opens, if `chrome.action.setPopup` has made it another.
 */
export async function openPopup(
  context: BrowserContext,
  extensionId: string,
  worker: WorkerDriver,
  path: string = PAGES.popup,
): Promise<Page> {
  const url = `chrome-extension://${extensionId}${path}`;
  const opened = context.waitForEvent('page', {
    predicate: (page) => page.url() === url,
    timeout: TIMEOUT_MS,
  });
  // Its rejection is the caller's only when openPopup itself went well.
  opened.catch(() => {});
  await worker.evaluate(async () => {
    // Without a window manager no window may count as focused, and the popup needs one that does.
    const { id } = await chrome.windows.getLastFocused({ windowTypes: ['normal'] });
    if (id === undefined) throw new Error('No window is open to show the popup in.');
    await chrome.windows.update(id, { focused: true });
    await chrome.action.openPopup({ windowId: id });
  });
  const popup = await opened;
  await popup.waitForLoadState();
  return popup;
}
