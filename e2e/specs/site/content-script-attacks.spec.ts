import { PAGES } from '../../../src/config/pages';
import type { JsonValue } from '../../../src/messaging/contract';
import { closePage } from '../../support/browser/close-page';
import { expect } from '../../support/fixtures/test';
import { badgeOf, expectBadge } from '../../support/journey/badge';
import { makeSomethingToSteal } from '../../support/journey/something-to-steal';
import { buildOtherExtension, OTHER_PAGE } from '../../support/messaging/build-hostile-copy';
import { driveContentScript } from '../../support/messaging/content-script';
import { driveRaw } from '../../support/messaging/drive-raw';
import { fromPrerendered } from '../../support/messaging/from-prerendered';
import { onlyFrame } from '../../support/messaging/only-frame';
import { startSite } from '../../support/messaging/site';
import { requestFor, tryEveryRoute } from '../../support/messaging/try-routes';
import { FETCH, named, open, openGranted, refusal, test } from './granted-site';

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
    env: host.env,
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
  expect(await tryEveryRoute(script)).toMatchObject([refusal.response]);
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
