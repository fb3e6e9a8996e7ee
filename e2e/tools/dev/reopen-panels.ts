import type { Page } from '@playwright/test';
import { CLOSED_PANELS } from '../../../src/background/dev/keep-pages';
import { PAGES } from '../../../src/config/pages';
import type { ExtensionBrowser } from '../../support/browser/launch';

/** Any file of the extension's: a tab that shows it may call Chrome, and Playwright may press in it. */
const PRESS_FROM = '/manifest.json';

/**
 * Has the side panels that a reload of the extension closes opened again, in their windows, for as long as the
 * browser is open. Chrome opens a panel at a press only, and what Playwright evaluates in a page counts as one.
 */
export function reopenPanels(browser: ExtensionBrowser): void {
  const { context, extensionId } = browser;
  const origin = `chrome-extension://${extensionId}`;
  /** The windows whose panels were closed, by whomever; the last one last. */
  const windows: number[] = [];
  const watch = async (page: Page) => {
    if (page.url() !== origin + PAGES.sidePanel) return;
    const windowId = await windowOfPanel(page);
    if (windowId === undefined) return;
    const closed = () => windows.push(windowId);
    if (page.isClosed()) closed();
    else page.on('close', closed);
  };
  // It may be closed, and the extension be reloaded again, at any moment: the next life opens what this has not.
  context.on('page', (page) => void watch(page).catch(() => {}));
  context.on('serviceworker', (worker) => {
    if (worker.url().startsWith(origin)) void reopen(browser, windows).catch(() => {});
  });
}

async function reopen({ context, worker }: ExtensionBrowser, windows: number[]): Promise<void> {
  const count = await worker.evaluate(
    async (key) => (await chrome.storage.local.get<Record<string, number>>(key))[key] ?? 0,
    CLOSED_PANELS,
  );
  if (count === 0) return;
  for (const windowId of windows.slice(-count)) {
    const opened = context.waitForEvent('page', (page) => page.url().endsWith(PRESS_FROM));
    const created = worker.evaluate(
      (url) => chrome.tabs.create({ url, active: false }),
      PRESS_FROM,
    );
    const [tab] = await Promise.all([opened, created]);
    await tab.evaluate((id) => chrome.sidePanel.open({ windowId: id }), windowId);
    await tab.close();
  }
  await worker.evaluate((key) => chrome.storage.local.remove(key), CLOSED_PANELS);
}

/** The id of the window whose side panel this page is; none where it is in a tab. */
function windowOfPanel(page: Page): Promise<number | undefined> {
  return page.evaluate(async () => {
    if (await chrome.tabs.getCurrent()) return undefined;
    return (await chrome.windows.getCurrent()).id;
  });
}
