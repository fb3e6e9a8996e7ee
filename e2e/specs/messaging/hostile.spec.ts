import { PAGES } from '../../../src/config/pages';
import type { JsonValue } from '../../../src/messaging/contract';
import type { RawDriver } from '../../../src/messaging/testing/suite-driver';
import type { ExtensionBrowser } from '../../support/browser/launch';
import { activeSessions } from '../../support/clerk/people';
import { test as base, expect } from '../../support/fixtures/test';
import { askWorker } from '../../support/journey/ask-worker';
import { askForToken } from '../../support/journey/claims';
import { makeSomethingToSteal } from '../../support/journey/something-to-steal';
import { buildHostileCopy } from '../../support/messaging/build-hostile-copy';
import { type ContentScript, driveContentScript } from '../../support/messaging/content-script';
import { driveRaw } from '../../support/messaging/drive-raw';
import { fromPrerendered } from '../../support/messaging/from-prerendered';
import { onlyFrame } from '../../support/messaging/only-frame';
import { type Site, startSite } from '../../support/messaging/site';
import { CALLS, requestFor, tryEveryRoute } from '../../support/messaging/try-routes';

// The build under test with a manifest that works against it: a site may frame our pages, and a content
// script of ours does what the site says. What ships has neither; see shipped.spec.ts.

const test = base.extend<{ site: Site }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads a fixture's needs from this pattern.
  site: async ({}, use) => {
    const site = await startSite();
    await use(site);
    await site.close();
  },
  dist: [async ({ dist }, use) => use(await buildHostileCopy(dist)), { scope: 'worker' }],
});
test.use({ alsoAllowedHosts: ['127.0.0.1'] });

async function open(extension: ExtensionBrowser, url: string) {
  const page = await extension.context.newPage();
  await page.goto(url);
  return page;
}

const contentScriptAt = async (extension: ExtensionBrowser, url: string) =>
  driveContentScript(await open(extension, url));
const contentScriptInFrame = async (extension: ExtensionBrowser, url: string) =>
  driveContentScript(await onlyFrame(await open(extension, url)));

/** Everyone who is not one of our pages, and why they are told nothing. */
const OUTSIDERS: {
  sender: string;
  reason: string;
  drive(extension: ExtensionBrowser, site: Site): Promise<RawDriver>;
}[] = [
  {
    sender: 'a content script',
    reason: 'not-admitted',
    drive: (extension, { origin }) => contentScriptAt(extension, origin),
  },
  {
    sender: 'a content script in a frame',
    reason: 'not-admitted',
    drive: (extension, { framing }) => contentScriptInFrame(extension, framing('/')),
  },
  {
    sender: 'a content script in a sandboxed frame',
    reason: 'opaque-origin',
    drive: (extension, { framing }) =>
      contentScriptInFrame(extension, framing('/', 'sandbox="allow-scripts"')),
  },
  ...Object.values(PAGES).map((path) => ({
    sender: `our ${path}, framed by a site`,
    reason: 'framed-page',
    drive: async (extension: ExtensionBrowser, { framing }: Site) => {
      const url = `chrome-extension://${extension.extensionId}${path}`;
      return driveRaw(await onlyFrame(await open(extension, framing(url))));
    },
  })),
];

const refusal = (reason: string) => ({
  ok: false,
  error: { code: 'FORBIDDEN', details: { reason } },
});

for (const { sender, reason, drive } of OUTSIDERS) {
  test(`${sender} is refused every route: ${reason}`, async ({ extension, clerk, site }) => {
    const secrets = await makeSomethingToSteal(extension, clerk);
    const answers = await tryEveryRoute(await drive(extension, site));
    expect(answers).toMatchObject([refusal(reason)]);
    for (const secret of secrets) expect(JSON.stringify(answers)).not.toContain(secret);
    expect(await activeSessions(clerk)).toHaveLength(1);
  });
}

test('a content script in a prerendered page is refused: inactive-document', async ({
  host,
  dist,
  clerk,
  site,
}) => {
  const { url, answered } = site.prerendering(requestFor('auth.getToken'));
  const answer = await fromPrerendered(url, answered, {
    executablePath: host.chromium.executablePath,
    env: host.env,
    dist,
    clerk,
  });
  expect(answer).toMatchObject({
    prerendering: true,
    answer: refusal('inactive-document'),
  });
});

test('no content script can read what the extension stores', async ({ extension, clerk, site }) => {
  await makeSomethingToSteal(extension, clerk);
  const scripts: ContentScript[] = [
    await contentScriptAt(extension, site.origin),
    await contentScriptInFrame(extension, site.framing('/', 'sandbox="allow-scripts"')),
  ];
  for (const script of scripts) {
    for (const area of ['local', 'session'] as const) {
      expect(await script.readStorage(area)).toEqual({
        refused: expect.stringContaining('Access to storage is not allowed from this context'),
      });
    }
    expect(await script.readStorage('sync')).toEqual({ items: {} });
  }
  // They would have found something.
  const stored = await extension.worker.evaluate(async () => [
    Object.keys(await chrome.storage.local.get()),
    Object.keys(await chrome.storage.session.get()),
  ]);
  for (const keys of stored) expect(keys).not.toEqual([]);
});

test('our pages are served during a flood of 10,000 hostile messages', async ({
  extension,
  clerk,
  site,
}) => {
  const secrets = await makeSomethingToSteal(extension, clerk);
  const page = await extension.openTab(PAGES.popup);
  const script = await contentScriptAt(extension, site.origin);
  const messages: JsonValue[] = [
    ...CALLS.map((route) => requestFor(route)),
    requestFor('__proto__', { toString: 'x'.repeat(10_000) }),
    { v: 99, id: 'x', route: 'auth.getToken', input: null },
  ];

  let over = false;
  const flood = script.flood(messages, 10_000, 200).finally(() => {
    over = true;
  });
  let served = 0;
  do {
    expect(await askWorker(page, 'auth.getToken')).toMatchObject({ ok: true });
    served += 1;
  } while (!over);
  expect(served).toBeGreaterThan(1);

  const outcomes = Object.entries(await flood);
  expect(outcomes.reduce((total, [, count]) => total + count, 0)).toBe(10_000);
  for (const [answer] of outcomes) {
    expect(answer).toMatch(/"code":"(FORBIDDEN|BAD_ENVELOPE)"/);
    for (const secret of secrets) expect(answer).not.toContain(secret);
  }
  expect(await askForToken(page)).toMatch(/^eyJ/);
  expect(await activeSessions(clerk)).toHaveLength(1);
});
