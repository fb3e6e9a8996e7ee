import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type ChromiumArgsOptions, chromiumArgs } from './chromium-args';
import { thisMachine } from './machine';

/**
 * Starts Chromium with the extension at `url`, with nobody attached: while DevTools' protocol is in use
 * as Playwright uses it, Chromium prerenders nothing (`PrerenderingDisabledByDevTools`).
 *
 * @returns a function that ends the browser and deletes its profile.
 */
export async function launchUndriven(
  url: string,
  options: ChromiumArgsOptions & { executablePath: string; env: Readonly<Record<string, string>> },
): Promise<() => Promise<void>> {
  const profile = await mkdtemp(join(tmpdir(), 'clerk-extension-'));
  const args = [
    ...chromiumArgs(options, thisMachine()),
    '--no-default-browser-check',
    `--user-data-dir=${profile}`,
    url,
  ];
  const browser = spawn(options.executablePath, args, {
    env: { ...process.env, ...options.env },
    stdio: 'ignore',
  });
  const ended = once(browser, 'exit');
  return async () => {
    browser.kill();
    await ended;
    await rm(profile, { recursive: true, force: true, maxRetries: 10 });
  };
}
