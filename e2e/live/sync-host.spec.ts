import { PAGES } from '../../src/config/pages';
import { askForToken, claimsOf, expectNoToken } from '../support/journey/claims';
import { loadClerk, signInOnPage, signOutOnPage } from '../support/journey/clerk-on-page';
import { expect, test } from './test';

test.use({ synced: true });

test('a web app’s sign-in and sign-out, followed by the extension', async ({
  extension,
  person,
  webApp,
}) => {
  const popup = await extension.openTab(PAGES.popup);
  await expect(popup.getByRole('button', { name: 'Sign in' })).toBeVisible();
  const site = await extension.context.newPage();
  await site.goto(webApp);
  await loadClerk(site);
  await signInOnPage(site, person);
  await expect(popup.getByText(person.email)).toBeVisible();
  expect(claimsOf(await askForToken(popup)).sub).toBe(person.id);
  await signOutOnPage(site);
  await expect(popup.getByRole('button', { name: 'Sign in' })).toBeVisible();
  await expectNoToken(popup);
});
