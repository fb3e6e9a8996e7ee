import type { BrowserContext, CDPSession, Worker } from '@playwright/test';

const TIMEOUT_MS = 20_000;

/** The extension's service worker: ask it, kill it, wait for it. */
export interface WorkerDriver {
  /**
   * The running worker; a stopped one is started. One `Worker` object outlives every death of the
   * worker behind it (seen in Chromium 156 with Playwright 1.65), so its `console` events go on.
   */
  running(): Promise<Worker>;
  /** Runs a function in the worker, starting it first when it is stopped. */
  evaluate<Result>(ask: () => Result | Promise<Result>): Promise<Result>;
  evaluate<Result, Arg>(ask: (arg: Arg) => Result | Promise<Result>, arg: Arg): Promise<Result>;
  /** Kills the worker as Chromium does when it idles, and resolves once it is really stopped. */
  stop(): Promise<void>;
  /** The same as a restart of the browser does: what the worker had in memory there is gone, too. */
  forget(): Promise<void>;
}

/** Drives the one service worker of the extension `extensionId`. */
export function driveWorker(context: BrowserContext, extensionId: string): WorkerDriver {
  const scopeURL = `chrome-extension://${extensionId}/`;

  async function running(): Promise<Worker> {
    await withRegistration(context, scopeURL, async (cdp, status) => {
      await cdp.send('ServiceWorker.startWorker', { scopeURL });
      await status.becomes('running');
    });
    const isOurs = (worker: Worker) => worker.url().startsWith(scopeURL);
    return (
      context.serviceWorkers().find(isOurs) ??
      context.waitForEvent('serviceworker', { predicate: isOurs, timeout: TIMEOUT_MS })
    );
  }

  const stop = () =>
    withRegistration(context, scopeURL, async (cdp, status) => {
      await cdp.send('ServiceWorker.stopAllWorkers');
      await status.becomes('stopped');
    });

  return {
    running,
    async evaluate<Result, Arg>(ask: (arg: Arg) => Result | Promise<Result>, arg?: Arg) {
      const worker = await running();
      // Playwright types the argument by unwrapping handles, which no generic of ours satisfies.
      return worker.evaluate(ask as (arg: unknown) => Result | Promise<Result>, arg);
    },
    stop,
    async forget() {
      const worker = await running();
      await worker.evaluate(() => {
        // What is under way there would else be remembered after all.
        chrome.storage.session.set = async () => {};
        return chrome.storage.session.clear();
      });
      await stop();
    },
  };
}

type RunningStatus = 'stopped' | 'starting' | 'running' | 'stopping';

interface Status {
  /** Resolves once the worker is in that state, rejects after `TIMEOUT_MS`. */
  becomes(wanted: RunningStatus): Promise<void>;
}

/**
 * Lends a CDP session whose `ServiceWorker` domain is on and knows the extension's registration.
 * Only page targets have that domain, so some page must be open.
 */
async function withRegistration(
  context: BrowserContext,
  scopeURL: string,
  use: (cdp: CDPSession, status: Status) => Promise<void>,
): Promise<void> {
  const page = context.pages()[0];
  if (!page) throw new Error('The worker can only be reached while a page is open.');
  const cdp = await context.newCDPSession(page);
  // A worker that nobody woke since the browser started sends no version at all: it is stopped.
  let current: RunningStatus = 'stopped';
  let changed = () => {};
  cdp.on('ServiceWorker.workerVersionUpdated', ({ versions }) => {
    for (const version of versions) {
      if (!version.scriptURL.startsWith(scopeURL)) continue;
      // Not up before it is installed: a worker killed while it installs is not registered at all.
      const isUp = version.status === 'activated' || version.runningStatus !== 'running';
      current = isUp ? version.runningStatus : 'starting';
    }
    changed();
  });
  const registered = deadline('has no registration', (resolve) => {
    cdp.on('ServiceWorker.workerRegistrationUpdated', ({ registrations }) => {
      if (registrations.some((one) => one.scopeURL === scopeURL && !one.isDeleted)) resolve();
    });
  });
  // Answered before the first registration and version are reported.
  await Promise.all([registered, cdp.send('ServiceWorker.enable')]);
  await use(cdp, {
    becomes: (wanted) =>
      deadline(`is not ${wanted}`, (resolve) => {
        changed = () => {
          if (current === wanted) resolve();
        };
        changed();
      }),
  });
  // Not detached, it ends with its page: Chromium 156 has died as it was, just after a worker had stopped.
}

function deadline(state: string, start: (resolve: () => void) => void): Promise<void> {
  return new Promise((resolve, reject) => {
    const timeout = setTimeout(
      () => reject(new Error(`The service worker still ${state} after ${TIMEOUT_MS} ms.`)),
      TIMEOUT_MS,
    );
    start(() => {
      clearTimeout(timeout);
      resolve();
    });
  });
}
