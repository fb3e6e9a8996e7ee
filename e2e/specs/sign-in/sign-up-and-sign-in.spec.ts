import type { Page } from '@playwright/test';
import { activeSessions, addUser } from '../../support/clerk/people';
import { expect, test } from '../../support/fixtures/test';
import {
  canSignIn,
  enterCode,
  enterNewPassword,
  GRACE,
  hintShown,
  NEW_PASSWORD,
  openPanel,
  press,
  userMenu,
} from '../../support/journey/clerk-components';
import { ADA, addAda } from '../../support/journey/sign-in';

// Clerk's own components, clicked through in the panel's page. A request that the embedded Clerk does
// not know fails the test, as any uncaught error does: see the fixtures.

async function enterEmail(panel: Page, email: string): Promise<void> {
  await panel.getByLabel('Email address').fill(email);
  await press(panel, 'Continue');
}

async function enterPassword(panel: Page, password: string): Promise<void> {
  await panel.getByLabel('Password', { exact: true }).fill(password);
  await press(panel, 'Continue');
}

test('SignUp: an account is made once its address is verified', async ({ extension, clerk }) => {
  const panel = await openPanel(extension);
  await panel.getByRole('link', { name: 'Sign up' }).click();
  await panel.getByLabel('Email address').fill(GRACE.email);
  await panel.getByLabel('Password', { exact: true }).fill(GRACE.password);
  await hintShown(panel, 'Your password meets all the necessary requirements.');
  await press(panel, 'Continue');
  await expect(panel.getByRole('heading', { name: 'Verify your email' })).toBeVisible();
  expect(await activeSessions(clerk)).toEqual([]);

  await enterCode(panel);
  await expect(userMenu(panel)).toBeVisible();
  await expect(panel.getByText(GRACE.email)).toBeVisible();
  expect(await canSignIn(clerk, GRACE.email, GRACE.password)).toBe(true);
});

test('SignIn: a wrong password is said beside its field, the right one signs in', async ({
  extension,
  clerk,
}) => {
  await addAda(clerk);
  const panel = await openPanel(extension);
  await enterEmail(panel, ADA.email);
  await enterPassword(panel, 'not her password');
  const field = panel.getByLabel('Password', { exact: true });
  await expect(field).toHaveAttribute('aria-invalid', 'true');
  await expect(panel.getByText(/^Password is incorrect/).first()).toBeVisible();
  expect(await activeSessions(clerk)).toEqual([]);

  await enterPassword(panel, ADA.password);
  await expect(userMenu(panel)).toBeVisible();
});

test('SignIn: by a code sent to the address', async ({ extension, clerk }) => {
  const grace = await addUser(clerk, GRACE);
  const panel = await openPanel(extension);
  await enterEmail(panel, GRACE.email);
  await panel.getByRole('link', { name: 'Use another method' }).click();
  await press(panel, `Email code to ${GRACE.email}`);
  await enterCode(panel);
  await expect(userMenu(panel)).toBeVisible();
  expect(await activeSessions(clerk)).toMatchObject([{ userId: grace.id }]);
});

test('SignIn: a forgotten password is replaced', async ({ extension, clerk }) => {
  await addUser(clerk, GRACE);
  const panel = await openPanel(extension);
  await enterEmail(panel, GRACE.email);
  await panel.getByRole('link', { name: 'Forgot password?' }).click();
  await press(panel, 'Reset your password');
  await enterCode(panel);
  await enterNewPassword(panel);
  await press(panel, 'Reset Password');
  await expect(userMenu(panel)).toBeVisible();
  expect(await canSignIn(clerk, GRACE.email, GRACE.password)).toBe(false);
  expect(await canSignIn(clerk, GRACE.email, NEW_PASSWORD)).toBe(true);
});
