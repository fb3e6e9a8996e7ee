import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BrowserContext, chromium, type Locator, type Page } from '@playwright/test';
import { readExtensionId } from '../../../src/build/release/extension-id';
import type { PAGES } from '../../../src/config/pages';
import { type ChromiumArgsOptions, chromiumArgs, IGNORED_DEFAULT_ARGS } from './chromium-args';
import { thisMachine } from './machine';
import { openPopup } from './popup';
import { driveWorker, type WorkerDriver } from './service-worker';
import { openSidePanel } from './side-panel';

/** How to launch. */
export interface LaunchOptions extends ChromiumArgsOptions {
  executablePath: string;
  /** A profile to keep; without one a fresh profile is made and deleted at `close()`. */
  profileDir?: string;
  /** Added to this process's environment, such as a display's `DISPLAY`. */
  env?: Readonly<Record<string, string>>;
  /** Called as soon as there is a browser, while the extension starts: the time to listen. */
  onContext?: (context: BrowserContext) => void;
}

/** A running Chromium with the extension in it. */
export interface ExtensionBrowser {
  context: BrowserContext;
  extensionId: string;
  worker: WorkerDriver;
  /** The toolbar button's real popup. */
  openPopup(): Promise<Page>;
  /** The real side panel, opened by clicking `opener`, a control that calls `sidePanel.open()`. */
  openSidePanel(opener: Locator): Promise<Page>;
  /** One of the extension's pages in a tab of its own. */
  openTab(path: (typeof PAGES)[keyof typeof PAGES]): Promise<Page>;
  /** Ends the browser, and deletes its profile unless it was given. May be called twice. */
  close(): Promise<void>;
}

/**
 * Launches Chromium, headed, with the extension in `dist` loaded, and resolves once its worker runs.
 * Throws when the extension does not load, or not under the id that its key says.
 */
export async function launchExtension(options: LaunchOptions): Promise<ExtensionBrowser> {
  const extensionId = await readExtensionId(options.dist);
  const profileDir = options.profileDir ?? (await mkdtemp(join(tmpdir(), 'clerk-extension-')));
  const forgetProfile = async () => {
    // Chromium's last writes may still be under way when its main process has gone.
    if (!options.profileDir) await rm(profileDir, { recursive: true, force: true, maxRetries: 10 });
  };
  // Chromium announces popups and side panels as targets of type "other" that become pages a moment
  // later. Playwright lets go of those unless this is set; with it they are pages like any other,
  // watched from their first instruction.
  process.env.PW_CHROMIUM_ATTACH_TO_OTHER = '1';
  const context = await chromium
    .launchPersistentContext(profileDir, {
      executablePath: options.executablePath,
      headless: false,
      // The windows' own size: a side panel takes its width from them.
      viewport: null,
      // What the user's system prefers, as in any browser; a test may emulate.
      colorScheme: null,
      reducedMotion: null,
      ignoreDefaultArgs: IGNORED_DEFAULT_ARGS,
      args: chromiumArgs(options, thisMachine()),
      env: { ...process.env, ...options.env },
      // Whoever launches decides what a signal means, and closes.
      handleSIGINT: false,
      handleSIGTERM: false,
      handleSIGHUP: false,
    })
    .catch(async (error: unknown) => {
      await forgetProfile();
      throw error;
    });
  const closed = new Promise<void>((resolve) => context.on('close', () => resolve()));
  options.onContext?.(context);
  const worker = driveWorker(context, extensionId);
  const close = async () => {
    // Refused while the browser goes down by itself, as after its last window was closed.
    await context.close().catch(() => closed);
    await forgetProfile();
  };
  try {
    await worker.running();
  } catch (error) {
    await close();
    throw new Error(
      `Chromium did not start the extension in ${options.dist} as ${extensionId}: it is broken, or its manifest has another key.`,
      { cause: error },
    );
  }
  return {
    context,
    extensionId,
    worker,
    openPopup: () => openPopup(context, extensionId, worker),
    openSidePanel: (opener) => openSidePanel(context, extensionId, opener),
    async openTab(path) {
      const page = await context.newPage();
      await page.goto(`chrome-extension://${extensionId}${path}`);
      return page;
    },
    close,
  };
}
