import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { chmod, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { type BrowserContext, chromium, expect, type Page, test } from '@playwright/test';
import { copyProject } from '../../../src/build/repository/copy-project';
// #region feature: sites
import { SLUG } from '../../../src/config/brand';
// #endregion feature: sites
import { PAGES } from '../../../src/config/pages';
import { listen } from '../../servers/embedded-clerk/listen';
import { findChromium } from '../../support/browser/find-chromium';
import { stillRunning } from '../../support/fixtures/processes';
import { askWorker } from '../../support/journey/ask-worker';
// #region feature: sites
import { startSite } from '../../support/messaging/site';
// #endregion feature: sites
import { type RunningCommand, runUntilReady } from './running-command';

// A command, a browser and a cold cache of Vite's, all on whatever else the machine does.
test.setTimeout(240_000);
const soon = { timeout: 60_000 };

test('npm run dev shows a changed page, route and content script, and leaves nothing', async () => {
  test.skip(spawnSync('git', ['ls-files']).status !== 0, 'Git says which files are to be copied.');
  const copy = copyProject();
  const port = await freePort();
  await edit(copy, 'manifest.config.ts', /DEV_PORT = \d+/, `DEV_PORT = ${port}`);
  // #region feature: sites
  const site = await startSite();
  // Chromium's question about an optional host can be pressed by nobody here.
  await edit(copy, 'manifest.config.ts', 'host_permissions: [', `$&'${site.origin}/*', `);
  // #endregion feature: sites
  const dev = await runUntilReady(['e2e/tools/dev/run.ts', '--signed-in'], {
    cwd: copy,
    env: { CHROMIUM_PATH: await chromiumForTwo(copy) },
  });
  try {
    const context = await connect(dev);
    const popup = await context.newPage();
    await popup.goto(await popupAddress(context));
    await expect(popup.getByText('Dana Demo', { exact: true })).toBeVisible(soon);

    await openPanel(popup);
    await expect.poll(() => panels(context), soon).toBe(1);

    await popup.evaluate(() => Object.assign(window, { isSame: true }));
    await edit(copy, 'src/popup/popup.tsx', '<SettingsIcon />', '<b>Changed</b> $&');
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
      copy,
      'src/background/handlers.ts',
      '() => service.getSession()',
      'async () => ({ ...(await service.getSession()), fetchedAt: 42 })',
    );
    // Chrome has closed the popup's tab and the panel with the extension, and they are open again.
    const fetchedAt = () => ask(context);
    await expect.poll(fetchedAt, soon).toBe(42);
    await expect.poll(() => panels(context), soon).toBe(1);

    // #region feature: sites
    await expect(visited.locator(`${SLUG}-badge`)).toBeAttached(soon);
    await edit(copy, 'src/content/badge.ts', '2147483647', '2147483646');
    await expect(visited.locator(`${SLUG}-badge[style*="2147483646"]`)).toBeAttached(soon);
    await expect.poll(fetchedAt, soon).toBe(42);
    // #endregion feature: sites

    const exit = once(dev.process, 'exit');
    dev.process.kill('SIGINT');
    expect(await exit).toEqual([0, null]);
    await expect.poll(() => stillRunning(dev.family)).toEqual([]);
    expect(await readdir(dev.temporary)).toEqual([]);
  } finally {
    await dev.forget();
    // #region feature: sites
    await site.close();
    // #endregion feature: sites
    await rm(copy, { recursive: true, maxRetries: 10 });
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

async function edit(copy: string, path: string, from: string | RegExp, to: string): Promise<void> {
  const file = join(copy, path);
  const text = await readFile(file, 'utf8');
  const changed = text.replace(from, to);
  expect(changed, path).not.toBe(text);
  await writeFile(file, changed);
}

/** A Chromium that lets a second driver in: the command's own has the pipe. */
async function chromiumForTwo(folder: string): Promise<string> {
  const { executablePath } = await findChromium();
  const path = join(folder, 'chromium');
  await writeFile(path, `#!/bin/sh\nexec '${executablePath}' --remote-debugging-port=0 "$@"\n`);
  await chmod(path, 0o755);
  return path;
}

/** The command's browser, which has written its port into its profile. */
async function connect({ temporary }: RunningCommand): Promise<BrowserContext> {
  const [folder = ''] = (await readdir(temporary)).filter((name) => name.includes('demo'));
  const file = join(temporary, folder, 'profile', 'DevToolsActivePort');
  const [port] = (await readFile(file, 'utf8')).split('\n');
  const browser = await chromium.connectOverCDP(`http://127.0.0.1:${port}`);
  const [context] = browser.contexts();
  if (!context) throw new Error('The browser has no context.');
  return context;
}

async function popupAddress(context: BrowserContext): Promise<string> {
  const worker = context.serviceWorkers()[0] ?? (await context.waitForEvent('serviceworker'));
  return new URL(PAGES.popup, worker.url()).href;
}

async function freePort(): Promise<number> {
  const server = createServer();
  // None that the system may give to another test before the command has taken it.
  const port = await listen(server, 20_000 + (process.pid % 10_000));
  await new Promise((resolve) => server.close(resolve));
  return port;
}
