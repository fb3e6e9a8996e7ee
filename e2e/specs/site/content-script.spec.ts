import { PAGES } from '../../../src/config/pages';
import { closePage } from '../../support/browser/close-page';
import { reloadExtension } from '../../support/browser/reload-extension';
import { expect } from '../../support/fixtures/test';
import { askWorker } from '../../support/journey/ask-worker';
import {
  BADGE,
  badgeOf,
  badgeRoles,
  expectBadge,
  expectBadgeAccessible,
  readBadge,
} from '../../support/journey/badge';
import { expectAccessible } from '../../support/journey/expect-accessible';
// #region feature: languages
import { wordsIn } from '../../support/journey/words-in';
// #endregion feature: languages
import { driveContentScript } from '../../support/messaging/content-script';
import { requestFor } from '../../support/messaging/try-routes';
import { FETCH, open, refusal, test } from './granted-site';

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

test('the popup’s offer to work on a site, the badge there, and the list of sites are accessible', async ({
  extension,
  site,
  secrets,
}) => {
  expect(secrets).not.toEqual([]);
  const page = await open(extension, site.origin);
  await page.bringToFront();
  const popup = await extension.openPopup();
  const section = popup.getByRole('region', { name: 'This site' });
  await expect(section).toContainText(`Not used on ${new URL(page.url()).host}`);
  // Of Chrome's own popup the worker is told less than of a tab, and serves it all the same.
  expect(await askWorker(popup, 'auth.getSession')).toMatchObject({ ok: true });
  await expectAccessible(popup);
  await section.getByRole('button', { name: 'Use on this site' }).click();
  await expect(section.getByRole('button', { name: 'Stop using on this site' })).toBeVisible();
  await expectAccessible(popup);
  await expectBadge(page, 'Verified by the backend');
  expect(await badgeRoles(page)).toEqual([
    'status ""',
    'button "Ada Example Verified by the backend"',
  ]);
  await expectBadgeAccessible(page);
  const options = await extension.openTab(PAGES.options);
  const stop = options.getByRole('button', { name: `Stop using on ${new URL(page.url()).host}` });
  await expect(stop).toBeVisible();
  await expectAccessible(options);
});

// #region feature: languages
for (const language of ['de', 'es', 'ja', 'ar']) {
  const says = wordsIn(language);
  test(`the same in ${language}`, { tag: '@matrix' }, async ({ extension, site, secrets }) => {
    expect(secrets).not.toEqual([]);
    const settings = await extension.openTab(PAGES.options);
    await settings.getByRole('combobox', { name: 'Language' }).selectOption(language);
    await expect(settings.locator('html')).toHaveAttribute('lang', language);
    const page = await open(extension, site.origin);
    await page.bringToFront();
    const popup = await extension.openPopup();
    const use = popup.getByRole('button', { name: says('sitesUse') });
    await expect(use).toBeVisible();
    await expectAccessible(popup);
    await use.click();
    await expect(popup.getByRole('button', { name: says('sitesStopUsing') })).toBeVisible();
    await expectAccessible(popup);
    await expect(settings.getByText(says('sitesSome'))).toBeAttached();
    await expectAccessible(settings);
  });
}
// #endregion feature: languages

test('a sign-out in the middle of a call ends it', async ({ extension, clerk, granted: page }) => {
  const popup = await extension.openTab(PAGES.popup);
  const signOut = popup.getByRole('button', { name: 'Sign out' });
  await expect(signOut).toBeVisible();
  // The call has to wait for a token of a worker that has none.
  clerk.control.faults.add({
    route: 'POST /v1/client/sessions/*/tokens',
    times: 1,
    effect: { kind: 'latency', ms: 15_000 },
  });
  await extension.worker.forget();
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
