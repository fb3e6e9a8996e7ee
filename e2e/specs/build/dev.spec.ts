import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { readdir } from 'node:fs/promises';
import { type BrowserContext, expect, type Page, test } from '@playwright/test';
// #region feature: sites
import { SLUG } from '../../../src/config/brand';
// #endregion feature: sites
import { PAGES } from '../../../src/config/pages';
import { developCopy } from '../../support/commands/developed-copy';
import { stillRunning } from '../../support/fixtures/processes';
import { askWorker } from '../../support/journey/ask-worker';
// #region feature: sites
import { startSite } from '../../support/messaging/site';

// #endregion feature: sites

// A command, a browser and a cold cache of Vite's, all on whatever else the machine does.
test.setTimeout(240_000);
const soon = { timeout: 60_000 };

test('npm run dev shows a changed page, route and content script, and leaves nothing', async () => {
  test.skip(spawnSync('git', ['ls-files']).status !== 0, 'Git says which files are to be copied.');
  // #region feature: sites
  const site = await startSite();
  // #endregion feature: sites
  const {
    dev,
    context,
    popup: address,
    edit,
    remove,
  } = await developCopy(
    // #region feature: sites
    // Chromium's question about an optional host can be pressed by nobody here.
    ['manifest.config.ts', 'host_permissions: [', `$&'${site.origin}/*', `],
    // #endregion feature: sites
  );
  try {
    const start = context.pages().find((page) => page.url().endsWith('/welcome.html'));
    // What is shown, and not what the page has for those who are not.
    expect(await start?.innerText('main')).toContain('The demo user is signed in already.');
    const popup = await context.newPage();
    await popup.goto(address);
    await expect(popup.getByText('Dana Demo', { exact: true })).toBeVisible(soon);

    await openPanel(popup);
    await expect.poll(() => panels(context), soon).toBe(1);

    await popup.evaluate(() => Object.assign(window, { isSame: true }));
    await edit('src/popup/popup.tsx', '<SettingsIcon />', '<b>Changed</b> $&');
    await expect(popup.getByText('Changed', { exact: true })).toBeVisible(soon);
    expect(await popup.evaluate(() => 'isSame' in window)).toBe(true);

    // #region feature: sites
    await popup.evaluate(
      (origin) => chrome.storage.local.set({ 'granted-sites': [origin] }),
      site.origin,
    );
    const visited = await context.newPage();
    await visited.goto(site.origin);
    // #endregion feature: sites
    await edit(
      'src/background/handlers.ts',
      '() => service.getSession()',
      'async () => ({ ...(await service.getSession()), fetchedAt: 42 })',
    );
    // Chrome has closed the popup's tab and the panel with the extension, and they are open again.
    const fetchedAt = () => ask(context);
    await expect.poll(fetchedAt, soon).toBe(42);
    // Before the worker is connected to the dev server again.
    await edit('src/background/handlers.ts', 'fetchedAt: 42', 'fetchedAt: 43');
    await expect.poll(fetchedAt, soon).toBe(43);
    await expect.poll(() => panels(context), soon).toBe(1);

    // #region feature: sites
    await expect(visited.locator(`${SLUG}-badge`)).toBeAttached(soon);
    await edit('src/content/badge.ts', '2147483647', '2147483646');
    await expect(visited.locator(`${SLUG}-badge[style*="2147483646"]`)).toBeAttached(soon);
    await expect.poll(fetchedAt, soon).toBe(43);
    // #endregion feature: sites

    const exit = once(dev.process, 'exit');
    // On which Vite by itself ends the process.
    dev.process.kill('SIGTERM');
    expect(await exit).toEqual([0, null]);
    await expect.poll(() => stillRunning(dev.family)).toEqual([]);
    expect(await readdir(dev.temporary)).toEqual([]);
  } finally {
    await remove();
    // #region feature: sites
    await site.close();
    // #endregion feature: sites
  }
});

/** What the worker answers a page that is open now; nothing while there is none. */
async function ask(context: BrowserContext): Promise<number | undefined> {
  const page = context.pages().find((one) => one.url().endsWith(PAGES.popup));
  // It may be closed, or the worker away, at any time.
  const answer = page && (await askWorker(page, 'auth.getSession').catch(() => undefined));
  return answer?.ok ? answer.data.fetchedAt : undefined;
}

/** Opens the side panel. What is evaluated by Playwright counts as a person's press. */
async function openPanel(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const { id } = await chrome.windows.getCurrent();
    if (id !== undefined) await chrome.sidePanel.open({ windowId: id });
  });
}

/** How many side panels are open, by a page that is open now. */
async function panels(context: BrowserContext): Promise<number | undefined> {
  const page = context.pages().find((one) => one.url().endsWith(PAGES.popup));
  return page
    ?.evaluate(async () => {
      const found = await chrome.runtime.getContexts({
        contextTypes: [chrome.runtime.ContextType.SIDE_PANEL],
      });
      return found.length;
    })
    .catch(() => undefined);
}
