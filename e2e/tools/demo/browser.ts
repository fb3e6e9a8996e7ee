import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BrowserContext } from '@playwright/test';
import type { Scope } from '../../../src/build/command/run-scoped';
import { aborted } from '../../support/browser/aborted';
import { type Display, ensureDisplay } from '../../support/browser/display';
import { type FoundChromium, findChromium } from '../../support/browser/find-chromium';
import { type ExtensionBrowser, launchExtension } from '../../support/browser/launch';
import { thisMachine } from '../../support/browser/machine';
import { prepareProfile } from '../../support/browser/prepare-profile';

/** What a browser needs of this machine. */
export type Host = FoundChromium & { display: Display };

/** Finds a Chromium and a display, or installs them. Rejects with a sentence where that cannot be. */
export async function findHost({ defer, stopped }: Scope): Promise<Host> {
  const machine = thisMachine(stopped);
  const chromium = await findChromium(machine);
  const display = await ensureDisplay(machine);
  defer(() => display.stop());
  return { ...chromium, display };
}

/**
 * Opens a browser for a person, with the extension of `dist` in its toolbar.
 *
 * @returns the browser, and a folder that is deleted with its profile at the end.
 */
export async function openBrowser(
  { defer }: Scope,
  { executablePath, display }: Host,
  { dist, clerk }: { dist: string; clerk: { readonly chromiumArgs: readonly string[] } },
): Promise<{ browser: ExtensionBrowser; folder: string }> {
  const folder = await mkdtemp(join(tmpdir(), 'clerk-extension-demo-'));
  defer(() => rm(folder, { recursive: true, force: true, maxRetries: 10 }));
  const profileDir = join(folder, 'profile');
  await prepareProfile(profileDir, dist);
  const browser = await launchExtension({
    executablePath,
    dist,
    clerk,
    profileDir,
    env: display.env,
    // Without it every tab begins with a warning about the flags that lead to the embedded Clerk.
    extraArgs: ['--test-type'],
  });
  defer(() => browser.close());
  return { browser, folder };
}

/** The browser's first tab. */
export async function firstTab({ context }: ExtensionBrowser) {
  return context.pages()[0] ?? (await context.newPage());
}

/** Says where windows are that nobody sees; nothing where there is a screen. */
export function sayWhereWindowsAre({ display }: Host): void {
  if (!display.virtual) return;
  console.log(
    `  There is no display here, so the browser is on a virtual one (${display.env.DISPLAY}) that nobody sees: run this from a desktop, or look at it with \`x11vnc -display ${display.env.DISPLAY}\` and a VNC viewer.\n`,
  );
}

/** Resolves when the command is stopped or the browser's last window is closed. */
export async function untilClosed({ stopped }: Scope, { context }: ExtensionBrowser) {
  await Promise.race([aborted(stopped), lastWindowClosed(context)]);
}

/** On macOS the application outlives its last window; elsewhere it goes with it. */
function lastWindowClosed(context: BrowserContext): Promise<void> {
  return new Promise((resolve) => {
    context.on('close', () => resolve());
    const watch = (page: { on(event: 'close', listener: () => void): unknown }) =>
      page.on('close', () => {
        if (context.pages().length === 0) resolve();
      });
    context.on('page', watch);
    context.pages().forEach(watch);
  });
}
