import type { Page } from '@playwright/test';
import { PAGES } from '../../../src/config/pages';
import { createFapiTestClient } from '../../servers/embedded-clerk/fapi-test-client';
import type { EmbeddedClerk } from '../../servers/embedded-clerk/start';
import type { ExtensionBrowser } from '../../support/browser/launch';
import { createBackendClient } from '../../support/clerk/backend-client';
import { activeSessions, addOrganization, addUser } from '../../support/clerk/people';
import { expect, test } from '../../support/fixtures/test';
import { ADA, addAda, signInAsAda } from '../../support/journey/sign-in';

// Clerk's own components, clicked through in the panel's page. A request that the embedded Clerk does
// not know fails the test, as any uncaught error does: see the fixtures.

/** Clerk's test mode takes the code 424242 for such an address and mails nothing. */
const GRACE = {
  email: 'grace+clerk_test@example.com',
  password: 'quiet lantern otter 17',
  firstName: 'Grace',
  lastName: 'Example',
};
const TEST_CODE = '424242';
const NEW_PASSWORD = 'seven brass kettles 98';

/** The panel's page, without motion: a hint that slides in moves the button under the pointer away. */
async function openPanel(extension: ExtensionBrowser): Promise<Page> {
  const panel = await extension.openTab(PAGES.sidePanel);
  await panel.emulateMedia({ reducedMotion: 'reduce' });
  return panel;
}

const userMenu = (panel: Page) => panel.getByRole('button', { name: 'Open user menu' });
const switcher = (panel: Page) => panel.getByRole('button', { name: 'Open organization switcher' });
const dialog = (panel: Page) => panel.getByRole('dialog');
const press = (panel: Page, name: string) =>
  panel.getByRole('button', { name, exact: true }).click();

/** Types the code key by key; the component sends it by itself after the last digit. */
const enterCode = (panel: Page) =>
  panel.getByLabel('Enter verification code').pressSequentially(TEST_CODE);

async function enterEmail(panel: Page, email: string): Promise<void> {
  await panel.getByLabel('Email address').fill(email);
  await press(panel, 'Continue');
}

async function enterPassword(panel: Page, password: string): Promise<void> {
  await panel.getByLabel('Password', { exact: true }).fill(password);
  await press(panel, 'Continue');
}

async function enterNewPassword(panel: Page): Promise<void> {
  await panel.getByLabel('New password').fill(NEW_PASSWORD);
  await panel.getByLabel('Confirm password').fill(NEW_PASSWORD);
  await hintShown(panel, 'Passwords match.');
}

async function hintShown(panel: Page, text: string): Promise<void> {
  await expect(panel.getByText(text).first()).toBeVisible();
}

async function openProfile(panel: Page): Promise<void> {
  await userMenu(panel).click();
  await press(panel, 'Manage account');
}

/** What cannot be undone is confirmed by typing the organisation's name. */
async function confirmByName(panel: Page, name: string, action: string): Promise<void> {
  const form = panel.locator('form');
  await form.getByLabel('below to continue').fill(name);
  await form.getByRole('button', { name: action, exact: true }).click();
}

/** Whether the embedded Clerk lets somebody in with that password now, on another device. */
async function canSignIn(clerk: EmbeddedClerk, email: string, password: string): Promise<boolean> {
  const { status } = await createFapiTestClient(clerk).send('POST', '/v1/client/sign_ins', {
    form: { identifier: email, strategy: 'password', password },
  });
  return status === 200;
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
  await openProfile(panel);
  await press(panel, 'Security');

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

test('OrganizationSwitcher: create, invite, rename, switch, delete', async ({
  extension,
  clerk,
}) => {
  await addAda(clerk);
  const panel = await openPanel(extension);
  const active = async () =>
    (await activeSessions(clerk)).map((session) => session.lastActiveOrganizationId);
  await signInAsAda(panel);

  await test.step('create and invite', async () => {
    await switcher(panel).click();
    await press(panel, 'Create organization');
    await panel.getByLabel('Name', { exact: true }).fill('Example Works');
    await press(panel, 'Create organization');
    await panel.getByPlaceholder('example@email.com').fill(`${GRACE.email},`);
    await press(panel, 'Send invitations');
    await expect(panel.getByText('Invitations successfully sent')).toBeVisible();
    await press(panel, 'Finish');
    await expect(switcher(panel)).toContainText('Example Works');
  });

  await test.step('rename, and see the invitation', async () => {
    await switcher(panel).click();
    await press(panel, 'Manage');
    await press(panel, 'Update profile');
    await panel.getByLabel('Name', { exact: true }).fill('Example Mills');
    await press(panel, 'Save');
    await expect(dialog(panel).getByText('Example Mills')).toBeVisible();
    await press(panel, 'Members');
    await panel.getByRole('tab', { name: /^Invitations/ }).click();
    await expect(panel.getByRole('cell', { name: GRACE.email })).toBeVisible();
    await press(panel, 'Close modal');
    await expect(switcher(panel)).toContainText('Example Mills');
  });

  await test.step('switch', async () => {
    // The SDK keeps the list of organisations as it first saw it until the page is loaded again.
    await panel.reload();
    await switcher(panel).click();
    await dialog(panel).getByRole('button', { name: 'Personal account' }).click();
    await expect(switcher(panel)).toContainText('Personal account');
    expect(await active()).toEqual([null]);
    await switcher(panel).click();
    await dialog(panel).getByRole('button', { name: 'Example Mills' }).click();
    await expect(switcher(panel)).toContainText('Example Mills');
    expect(await active()).toEqual([expect.stringMatching(/^org_/)]);
  });

  await test.step('delete', async () => {
    await switcher(panel).click();
    await press(panel, 'Manage');
    await press(panel, 'Delete organization');
    await confirmByName(panel, 'Example Mills', 'Delete organization');
    await expect(switcher(panel)).toContainText('Personal account');
    expect(await active()).toEqual([null]);
  });
});

test('OrganizationSwitcher: an invitation is accepted', async ({ extension, clerk }) => {
  const ada = await addAda(clerk);
  const grace = await addUser(clerk, GRACE);
  const { id } = await addOrganization(clerk, {
    name: 'Example Works',
    members: [{ userId: grace.id, role: 'org:admin' }],
  });
  const { organizations } = createBackendClient(clerk);
  await organizations.createOrganizationInvitation({
    organizationId: id,
    inviterUserId: grace.id,
    emailAddress: ADA.email,
    role: 'org:member',
  });
  const popup = await extension.openTab(PAGES.popup);
  const panel = await openPanel(extension);
  await signInAsAda(panel);
  await switcher(panel).click();
  await press(panel, 'Join');
  const members = async () =>
    (await organizations.getOrganizationMembershipList({ organizationId: id })).totalCount;
  await expect.poll(members).toBe(2);
  // What the list then shows cannot be chosen before one more answer is there.
  await panel.reload();
  await switcher(panel).click();
  await dialog(panel).getByRole('button', { name: 'Example Works' }).click();
  await expect(switcher(panel)).toContainText('Example Works');
  await expect(popup.getByText('Example Works')).toBeVisible();
  expect(await activeSessions(clerk)).toMatchObject([
    { userId: ada.id, lastActiveOrganizationId: id },
  ]);
});

test('OrganizationSwitcher: a member leaves', async ({ extension, clerk }) => {
  const ada = await addAda(clerk);
  const grace = await addUser(clerk, GRACE);
  await addOrganization(clerk, {
    name: 'Example Works',
    members: [
      { userId: grace.id, role: 'org:admin' },
      { userId: ada.id, role: 'org:member' },
    ],
  });
  const panel = await openPanel(extension);
  await signInAsAda(panel);
  await switcher(panel).click();
  await dialog(panel).getByRole('button', { name: 'Example Works' }).click();
  await expect(switcher(panel)).toContainText('Example Works');

  await switcher(panel).click();
  await press(panel, 'Manage');
  await expect(panel.getByRole('button', { name: 'Leave organization' })).toBeVisible();
  await expect(panel.getByRole('button', { name: 'Delete organization' })).toHaveCount(0);
  await press(panel, 'Leave organization');
  await confirmByName(panel, 'Example Works', 'Leave organization');
  await expect(switcher(panel)).toContainText('Personal account');
  await switcher(panel).click();
  await expect(dialog(panel).getByText('Personal account')).toBeVisible();
  await expect(dialog(panel).getByText('Example Works')).toHaveCount(0);
});
