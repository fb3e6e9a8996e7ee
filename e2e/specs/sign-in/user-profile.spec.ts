import { createFapiTestClient } from '../../servers/embedded-clerk/fapi-test-client';
import { activeSessions } from '../../support/clerk/people';
import { expect, test } from '../../support/fixtures/test';
import {
  canSignIn,
  dialog,
  enterCode,
  enterNewPassword,
  GRACE,
  NEW_PASSWORD,
  openPanel,
  press,
} from '../../support/journey/clerk-components';
import { openProfile, openSecurity } from '../../support/journey/profile';
import { ADA, addAda, signInAsAda } from '../../support/journey/sign-in';

// Clerk's own components, clicked through in the panel's page. A request that the embedded Clerk does
// not know fails the test, as any uncaught error does: see the fixtures.

test('UserProfile: a new name, another primary address', async ({ extension, clerk }) => {
  await addAda(clerk);
  const panel = await openPanel(extension);
  const account = panel.getByRole('region', { name: 'Account' });
  const profile = dialog(panel);
  const lastMenu = profile.getByRole('menuitem', { name: 'Open menu' }).last();
  await signInAsAda(panel);
  await openProfile(panel);

  await press(panel, 'Update profile');
  await panel.getByLabel('First name').fill('Augusta');
  await press(panel, 'Save');
  await expect(account.getByText('Augusta Example')).toBeVisible();

  await press(panel, 'Add email address');
  await profile.getByLabel('Email address').fill(GRACE.email);
  await press(panel, 'Add');
  await expect(profile.getByText('Unverified')).toBeVisible();
  await enterCode(panel);
  await expect(panel.getByLabel('Enter verification code')).toHaveCount(0);
  await expect(profile.getByText('Unverified')).toHaveCount(0);
  expect(await canSignIn(clerk, GRACE.email, ADA.password)).toBe(true);

  await lastMenu.click();
  await panel.getByRole('menuitem', { name: 'Set as primary' }).click();
  await expect(account.getByText(GRACE.email)).toBeVisible();
  await lastMenu.click();
  await panel.getByRole('menuitem', { name: 'Remove email' }).click();
  await profile.getByRole('button', { name: 'Remove', exact: true }).click();
  await expect(profile.getByText(ADA.email)).toHaveCount(0);
  expect(await canSignIn(clerk, ADA.email, ADA.password)).toBe(false);
  await press(panel, 'Close modal');
  await expect(profile).toHaveCount(0);
});

test('UserProfile: another device signed out, the password changed', async ({
  extension,
  clerk,
}) => {
  await addAda(clerk);
  const elsewhere = await createFapiTestClient(clerk).signIn(ADA.email, ADA.password);
  const sessions = async () => (await activeSessions(clerk)).map(({ id }) => id);
  const panel = await openPanel(extension);
  await signInAsAda(panel);
  expect(await sessions()).toContain(elsewhere);
  await openSecurity(panel);

  await expect(dialog(panel).getByText('This device')).toBeVisible();
  const menus = dialog(panel).getByRole('menuitem', { name: 'Open menu' });
  await menus.click();
  await panel.getByRole('menuitem', { name: 'Sign out of device' }).click();
  await expect(menus).toHaveCount(0);
  expect(await sessions()).toHaveLength(1);
  expect(await sessions()).not.toContain(elsewhere);

  await press(panel, 'Update password');
  await panel.getByLabel('Current password').fill(ADA.password);
  await enterNewPassword(panel);
  await press(panel, 'Save');
  await expect(panel.getByLabel('Current password')).toHaveCount(0);
  expect(await canSignIn(clerk, ADA.email, ADA.password)).toBe(false);
  expect(await canSignIn(clerk, ADA.email, NEW_PASSWORD)).toBe(true);
});
