import type { Page } from '@playwright/test';
import { PAGES } from '../../../src/config/pages';
import type { JsonValue } from '../../../src/messaging/contract';
import { closePage } from '../../support/browser/close-page';
import type { ExtensionBrowser } from '../../support/browser/launch';
import { reloadExtension } from '../../support/browser/reload-extension';
import { test as base, expect } from '../../support/fixtures/with-backend';
import { BADGE, badgeOf, expectBadge, readBadge } from '../../support/journey/badge';
import { expectAccessible } from '../../support/journey/expect-accessible';
import { makeSomethingToSteal } from '../../support/journey/something-to-steal';
import { buildGrantedCopy } from '../../support/messaging/build-granted-copy';
import { buildOtherExtension, OTHER_PAGE } from '../../support/messaging/build-hostile-copy';
import { driveContentScript } from '../../support/messaging/content-script';
import { driveRaw } from '../../support/messaging/drive-raw';
import { fromPrerendered } from '../../support/messaging/from-prerendered';
import { onlyFrame } from '../../support/messaging/only-frame';
import { type Site, startSite } from '../../support/messaging/site';
import { requestFor } from '../../support/messaging/try-routes';

// On each site also runs a content script of ours that does whatever the site says, as one that was
// taken over would. See build-granted-copy.ts for what is not as shipped.

const test = base.extend<{ site: Site; secrets: string[]; granted: Page }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads a fixture's needs from this pattern.
  site: async ({}, use) => {
    const site = await startSite();
    await use(site);
    await site.close();
  },
  secrets: async ({ extension, clerk, backend }, use) => {
    backend.trust(clerk);
    await use(await makeSomethingToSteal(extension, clerk));
  },
  // The site, granted by somebody who is signed in, and the badge in it that has said so.
  granted: async ({ extension, site, secrets }, use) => {
    expect(secrets).not.toEqual([]);
    const page = await openGranted(extension, site);
    await expectBadge(page, 'Verified by the backend');
    await use(page);
  },
  dist: [async ({ dist }, use) => use(await buildGrantedCopy(dist)), { scope: 'worker' }],
});
test.use({ alsoAllowedHosts: ['127.0.0.1', 'localhost'] });

/** The site by the name that its permission is for. */
const named = (url: string) => url.replace('127.0.0.1', 'localhost');

async function open(extension: ExtensionBrowser, url: string): Promise<Page> {
  const page = await extension.context.newPage();
  await page.goto(named(url));
  return page;
}

/** Opens the site and presses the popup's button there. */
async function openGranted(extension: ExtensionBrowser, site: Site): Promise<Page> {
  const page = await open(extension, site.origin);
  await page.bringToFront();
  const popup = await extension.openPopup();
  await popup.getByRole('button', { name: 'Use on this site' }).click();
  await expect(popup.getByRole('button', { name: 'Stop using on this site' })).toBeVisible();
  await closePage(popup);
  return page;
}

const FETCH = { method: 'GET', path: '/me' };
const refusal = { answered: true, response: { ok: false, error: { code: 'FORBIDDEN' } } };

test('on a granted site the badge says who is signed in, and the page learns no secret', async ({
  secrets,
  granted: page,
}) => {
  await page.reload();
  await expectBadge(page, 'Ada Example');
  await expectBadge(page, 'Verified by the backend');

  // The page's own script sees an empty element, and nothing of the extension.
  const seen = await page.evaluate(
    (badge) => ({
      runtime: typeof globalThis.chrome?.runtime,
      root: document.querySelector(badge)?.shadowRoot,
      html: document.documentElement.outerHTML,
      stored: JSON.stringify([{ ...localStorage }, { ...sessionStorage }, document.cookie]),
      globals: Object.keys(globalThis).join(),
      requests: performance.getEntriesByType('resource').map(({ name }) => name),
    }),
    BADGE,
  );
  expect(seen).toMatchObject({ runtime: 'undefined', root: null });
  for (const secret of secrets) expect(JSON.stringify(seen)).not.toContain(secret);
  const [token = '', id = ''] = secrets;
  const said = await readBadge(page);
  for (const secret of [token, id]) expect(said).not.toContain(secret);
});

test('the popup’s offer to work on a site is accessible', async ({ extension, site, secrets }) => {
  expect(secrets).not.toEqual([]);
  const page = await open(extension, site.origin);
  await page.bringToFront();
  const popup = await extension.openPopup();
  const section = popup.getByRole('region', { name: 'This site' });
  await expect(section).toContainText(`Not used on ${new URL(page.url()).host}`);
  await expectAccessible(popup);
  await section.getByRole('button', { name: 'Use on this site' }).click();
  await expect(section.getByRole('button', { name: 'Stop using on this site' })).toBeVisible();
  await expectAccessible(popup);
});

test('a sign-out in the middle of a call ends it', async ({ extension, clerk, granted: page }) => {
  const popup = await extension.openTab(PAGES.popup);
  const signOut = popup.getByRole('button', { name: 'Sign out' });
  await expect(signOut).toBeVisible();
  // The call has to wait for a token of a worker that has none.
  clerk.control.faults.add({
    route: 'POST /v1/client/sessions/*/tokens',
    times: 1,
    effect: { kind: 'latency', ms: 4_000 },
  });
  await extension.worker.evaluate(() => chrome.storage.session.clear());
  await extension.worker.stop();
  clerk.control.clearRequests();
  const script = await driveContentScript(page);
  const call = script.sendRaw(requestFor('api.fetch', FETCH));
  await expect
    .poll(() => clerk.control.requests().filter(({ path }) => path.endsWith('/tokens')).length)
    .toBeGreaterThan(0);
  await signOut.click();
  expect(await call).toMatchObject({
    answered: true,
    response: { ok: false, error: { code: 'API_SIGNED_OUT' } },
  });
});

test('the popup takes the grant back, and an open tab is refused from then on', async ({
  extension,
  granted: page,
}) => {
  const popup = await extension.openPopup();
  await popup.getByRole('button', { name: 'Stop using on this site' }).click();
  await expect(popup.getByRole('button', { name: 'Use on this site' })).toBeVisible();
  await closePage(popup);

  await badgeOf(page).click();
  await expectBadge(page, 'Not used on this site any more');
  await page.reload();
  const script = await driveContentScript(page);
  expect(await script.sendRaw(requestFor('api.fetch', FETCH))).toMatchObject(refusal);
  await expect(badgeOf(page)).toHaveCount(0);
});

test('whoever is not the top of a granted site is refused both routes', async ({
  launch,
  clerk,
  backend,
  site,
}) => {
  backend.trust(clerk);
  const extension = await launch({ otherExtensions: [await buildOtherExtension()] });
  await makeSomethingToSteal(extension, clerk);
  const granted = await openGranted(extension, site);
  await expectBadge(granted, 'Verified by the backend');
  const otherSite = await startSite();
  try {
    const outsiders = {
      'another site': await driveContentScript(await open(extension, otherSite.origin)),
      'a frame of the granted site': await driveContentScript(
        await onlyFrame(await open(extension, site.framing('/'))),
      ),
      'a frame of it in another site': await driveContentScript(
        await onlyFrame(await open(extension, otherSite.framing(named(site.origin)))),
      ),
      'a sandboxed frame': await driveContentScript(
        await onlyFrame(await open(extension, site.framing('/', 'sandbox="allow-scripts"'))),
      ),
      'a page of ours': driveRaw(await extension.openTab(PAGES.popup)),
    };
    for (const [sender, driver] of Object.entries(outsiders)) {
      for (const [route, input] of [
        ['site.getSession', {}],
        ['api.fetch', FETCH],
      ] as const) {
        const answer = await driver.sendRaw(requestFor(route, input));
        expect(answer, `${sender}, ${route}`).toMatchObject(refusal);
      }
    }
    const other = await extension.context.newPage();
    await other.goto(OTHER_PAGE);
    const raw = driveRaw(other, extension.extensionId);
    expect(await raw.sendRaw(requestFor('api.fetch', FETCH))).toEqual({ answered: false });
  } finally {
    await otherSite.close();
  }
});

test('another port of a granted host is another site, to popup, script and router', async ({
  extension,
  site,
  granted,
}) => {
  const otherSite = await startSite();
  try {
    const page = await open(extension, otherSite.origin);
    const script = await driveContentScript(page);
    expect(await script.sendRaw(requestFor('site.getSession'))).toMatchObject(refusal);

    await page.bringToFront();
    const popup = await extension.openPopup();
    await expect(popup.getByRole('button', { name: 'Use on this site' })).toBeVisible();
    await closePage(popup);

    const matches = await extension.worker.evaluate(async () => {
      const scripts = await chrome.scripting.getRegisteredContentScripts();
      return scripts.map((one) => one.matches);
    });
    expect(matches).toEqual([[`${named(site.origin)}/*`]]);
    await expect(badgeOf(page)).toHaveCount(0);
    await granted.reload();
    await expectBadge(granted, 'Verified by the backend');
  } finally {
    await otherSite.close();
  }
});

test('a prerendered page is refused', async ({ host, dist, clerk, site }) => {
  const { url, answered } = site.prerendering(requestFor('site.getSession'));
  const answer = await fromPrerendered(named(url), answered, {
    executablePath: host.chromium.executablePath,
    env: host.display.env,
    dist,
    clerk,
  });
  expect(answer).toMatchObject({
    prerendering: true,
    answer: { ok: false, error: { details: { reason: 'inactive-document' } } },
  });
});

test('a granted site gets neither the pages’ routes, nor the token, nor another origin', async ({
  site,
  secrets,
  granted: page,
}) => {
  const script = await driveContentScript(page);
  const ask = async (route: string, input: JsonValue) => {
    const answer = await script.sendRaw(requestFor(route, input));
    expect(JSON.stringify(answer)).not.toContain(secrets[0]);
    return answer;
  };

  // Taken over, it is what the badge's script is: it may have the API asked.
  expect(await ask('api.fetch', FETCH)).toMatchObject({ response: { ok: true } });
  for (const route of ['auth.getToken', 'auth.getSession', 'auth.signOut']) {
    expect(await ask(route, {})).toMatchObject(refusal);
  }
  const away = named(site.origin).replace('http:', '');
  for (const path of [away, `@${away.slice(2)}/`, '/../me', '/%2e%2e/me', '\\me', '/me#a', 'me']) {
    expect(await ask('api.fetch', { ...FETCH, path }), path).toMatchObject({
      response: { ok: false, error: { code: 'API_REFUSED' } },
    });
  }
  const steering = [
    { method: 'TRACE' },
    { headers: { authorization: 'Bearer mine' } },
    { headers: { 'x-http-method-override': 'DELETE' } },
    { origin: named(site.origin) },
    { redirect: 'follow' },
  ];
  for (const more of steering) {
    expect(await ask('api.fetch', { ...FETCH, ...more })).toMatchObject({
      response: { ok: false, error: { code: 'INVALID_INPUT' } },
    });
  }
});

test('the badge outlives the worker and follows a sign-out', async ({
  extension,
  granted: page,
}) => {
  await extension.worker.stop();
  await page.reload();
  await expectBadge(page, 'Verified by the backend');

  const popup = await extension.openTab(PAGES.popup);
  await popup.getByRole('button', { name: 'Sign out' }).click();
  await expect(popup.getByRole('button', { name: 'Sign in' })).toBeVisible();
  await page.bringToFront();
  await badgeOf(page).click();
  await expectBadge(page, 'Signed out');
});

test('an update is told once under an open tab, and keeps the grant', async ({
  extension,
  granted: page,
}) => {
  await reloadExtension(extension);

  await page.bringToFront();
  await badgeOf(page).click();
  await expectBadge(page, 'The extension was updated');
  const told = await readBadge(page);
  await badgeOf(page).click();
  expect(await readBadge(page)).toBe(told);

  await extension.worker.running();
  await page.reload();
  await expectBadge(page, 'Verified by the backend');
});
