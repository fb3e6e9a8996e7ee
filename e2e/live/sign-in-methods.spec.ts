import { PAGES } from '../../src/config/pages';
import { codeShown, enrolAuthenticatorApp } from '../support/journey/authenticator-app';
import { askForToken, claimsOf, expectNoToken } from '../support/journey/claims';
// #region feature: oauth
import { windowOpenedBy } from '../support/journey/provider';
// #endregion feature: oauth
import { enterCredentials, signIn, signOut } from '../support/journey/sign-in';
import { expect, saw, test } from './test';

test('an authenticator app, enrolled in the profile, then asked for', async ({
  extension,
  person,
  offered,
}) => {
  const NAME = 'Second factor: authenticator app';
  test.skip(!offered.has(NAME), 'The instance has no authenticator app among its second factors.');
  const panel = await extension.openTab(PAGES.sidePanel);
  await signIn(panel, person);
  const { secret, used } = await enrolAuthenticatorApp(panel);
  const popup = await extension.openTab(PAGES.popup);
  await signOut(popup, panel);

  await enterCredentials(panel, person);
  await expectNoToken(popup);
  // Clerk takes each code once, and the app shows another one every 30 seconds.
  await expect.poll(() => codeShown(secret), { timeout: 40_000 }).not.toBe(used);
  await panel.getByLabel('Enter verification code').fill(codeShown(secret));
  await expect(panel.getByRole('button', { name: 'Open user menu' })).toBeVisible();
  expect(claimsOf(await askForToken(popup)).sub).toBe(person.id);
  saw('Enrolled by one code; asked for the next one after the password, and no token before it.');
});

// #region feature: oauth
test.describe('by a provider', () => {
  // Its pages ask whomever they like.
  test.use({ watched: false });

  test('its window opens, and closed it leads back to the form', async ({ extension }) => {
    const panel = await extension.openTab(PAGES.sidePanel);
    await expect(panel.getByLabel('Email address')).toBeVisible();
    const provider = panel.locator('.cl-socialButtons button').first();
    test.skip((await provider.count()) === 0, 'The instance has no social connection.');
    const window = await windowOpenedBy(panel, () => provider.click());
    // As far as a machine gets: providers keep those who are no person from signing in.
    await expect(window.getByRole('textbox').first()).toBeVisible();
    saw(`${new URL(window.url()).host} asked who is there in the window.`);
    await window.close();
    await expect(panel.getByText(/window was closed/)).toBeVisible();
    await expect(provider).toBeEnabled();
    saw('Closed, it led back to the form. Nobody signed in by it.');
  });
});
// #endregion feature: oauth
