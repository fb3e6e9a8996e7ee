import type { Page } from '@playwright/test';

/**
 * Loads a page anew, which throws while it renders, this once. Nothing we know of makes a page do so, hence by
 * force: Chrome fails to say this message.
 */
export async function breakRendering(page: Page, message: string): Promise<void> {
  const script = await page.addInitScript((broken) => {
    const { getMessage } = chrome.i18n;
    chrome.i18n.getMessage = (name: string, values?: string | (string | number)[]) => {
      if (name === broken) throw new Error('on purpose');
      return getMessage(name, values);
    };
  }, message);
  await page.reload();
  await script.dispose();
}
