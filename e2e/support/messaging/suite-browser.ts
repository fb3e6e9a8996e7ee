import type { Frame, Page } from '@playwright/test';
import type { Transport } from '../../../src/messaging/client';
import type { Harness, SuiteSession } from '../../../src/messaging/testing/contract-suite';
import type { RawDriver, SuiteDriver } from '../../../src/messaging/testing/suite-driver';
import type { ExtensionBrowser } from '../browser/launch';
import { driveContentScript } from './content-script';
import { onlyFrame } from './only-frame';
import type { Site } from './site';
import { SUITE_PAGE, UNLISTED_PAGE } from './suite-extension';

type OpenRefused = (parts: {
  site: Site;
  baseURL: string;
  open(url: string): Promise<Page>;
}) => Promise<RawDriver>;

const REFUSED: Record<string, { reason: string; open: OpenRefused }> = {
  'framed page': {
    reason: 'framed-page',
    open: async ({ site, baseURL, open }) =>
      drivePage(await onlyFrame(await open(site.framing(baseURL + SUITE_PAGE)))),
  },
  'page that is not listed': {
    reason: 'unknown-page',
    open: async ({ baseURL, open }) => drivePage(await open(baseURL + UNLISTED_PAGE)),
  },
  'sandboxed frame': {
    reason: 'opaque-origin',
    open: async ({ site, open }) =>
      driveContentScript(await onlyFrame(await open(site.framing('/', 'sandbox="allow-scripts"')))),
  },
};

/** The kinds of sender that `setUpSession` can make, for the suite's harness. */
export const CHROMIUM_REFUSALS: Harness['refused'] = Object.entries(REFUSED).map(
  ([kind, { reason }]) => ({ kind, reason }),
);

/** One session of the contract suite in `browser`: a worker without a past, and fresh documents. */
export async function setUpSession(
  browser: ExtensionBrowser,
  site: Site,
  transport: Transport,
): Promise<SuiteSession> {
  const { context, extensionId, worker } = browser;
  const baseURL = `chrome-extension://${extensionId}`;
  const opened: Page[] = [];
  const open = async (url: string) => {
    const page = await context.newPage();
    opened.push(page);
    await page.goto(url);
    return page;
  };
  await worker.stop();
  return {
    page: drivePage(await open(baseURL + SUITE_PAGE), transport),
    secondPage: async () => {
      const page = await open(baseURL + SUITE_PAGE);
      return { ...drivePage(page, transport), close: () => page.close() };
    },
    contentScript: async () => driveContentScript(await open(site.origin)),
    async refused(kind) {
      const sender = REFUSED[kind];
      if (!sender) throw new Error(`No sender is a "${kind}".`);
      return sender.open({ site, baseURL, open });
    },
    stopWorker: worker.stop,
    async tearDown() {
      for (const page of opened) await page.close();
    },
  };
}

/** The driver that a document of the suite's extension has made, each method evaluated there. */
function drivePage(document: Page | Frame, transport: Transport = 'port'): SuiteDriver {
  const drive = <Method extends keyof SuiteDriver>(method: Method) =>
    ((...args: unknown[]) =>
      document.evaluate(
        ([by, name, given]) =>
          (suiteDrivers[by][name] as (...rest: unknown[]) => Promise<unknown>)(...given),
        [transport, method, args] as const,
      )) as SuiteDriver[Method];
  return {
    sendRaw: drive('sendRaw'),
    openRaw: drive('openRaw'),
    call: drive('call'),
    abortCall: drive('abortCall'),
    watch: drive('watch'),
    nextNews: drive('nextNews'),
    stopWatch: drive('stopWatch'),
  };
}
