import { PAGES } from '../../src/config/pages';
import { askForToken, claimsOf, expectNoToken } from '../support/journey/claims';
import { loadClerk, signInOnPage, signOutOnPage } from '../support/journey/clerk-on-page';
import { expect, test } from './test';

/** A web app of this instance, on this machine. */
const WEB_APP = process.env.LIVE_WEB_APP ?? '';

test.use({ dist: process.env.LIVE_SYNCED_DIST ?? '', alsoAllowedHosts: ['localhost'] });

test('a web app’s sign-in and sign-out, followed by the extension', async ({
  extension,
  person,
}) => {
  const popup = await extension.openTab(PAGES.popup);
  await expect(popup.getByRole('button', { name: 'Sign in' })).toBeVisible();
  const site = await extension.context.newPage();
  await site.goto(WEB_APP);
  await loadClerk(site);
  await signInOnPage(site, person);
  await expect(popup.getByText(person.email)).toBeVisible();
  expect(claimsOf(await askForToken(popup)).sub).toBe(person.id);
  await signOutOnPage(site);
  await expect(popup.getByRole('button', { name: 'Sign in' })).toBeVisible();
  await expectNoToken(popup);
});
