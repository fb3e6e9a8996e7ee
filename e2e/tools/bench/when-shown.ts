import type { BrowserContext, Page } from '@playwright/test';

/**
 * Has every document that this page, or any page, opens from now on note when it holds an element that the
 * selector matches, and the text.
 */
export async function noteWhenShown(
  page: Page | BrowserContext,
  what: { selector: string; text: string },
): Promise<void> {
  await page.addInitScript(({ selector, text }) => {
    globalThis.shownAt = new Promise((resolve) => {
      // No function here may have a name: tsx gives such ones a helper that the page has not.
      const observer = new MutationObserver(() => {
        if (!document.querySelector(selector)?.textContent.includes(text)) return;
        observer.disconnect();
        resolve(performance.now());
      });
      observer.observe(document, {
        subtree: true,
        childList: true,
        characterData: true,
        attributes: true,
      });
    });
  }, what);
}

/** Opens the page: milliseconds from its navigation until that is shown, and until its first paint. */
export async function timeOpening(
  page: Page,
  url: string,
): Promise<{ shownAt: number; firstPaint: number }> {
  await page.goto(url);
  const shownAt = await page.evaluate(() => globalThis.shownAt);
  const firstPaint = await page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        new PerformanceObserver((list) => {
          const [entry] = list.getEntriesByName('first-contentful-paint');
          if (entry) resolve(entry.startTime);
        }).observe({ type: 'paint', buffered: true });
      }),
  );
  return { shownAt, firstPaint };
}
