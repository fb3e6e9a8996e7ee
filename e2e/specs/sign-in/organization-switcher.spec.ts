import type { Page } from '@playwright/test';
import { PAGES } from '../../../src/config/pages';
import { createBackendClient } from '../../support/clerk/backend-client';
import { activeSessions, addOrganization, addUser } from '../../support/clerk/people';
import { expect, test } from '../../support/fixtures/test';
import { dialog, GRACE, openPanel, press } from '../../support/journey/clerk-components';
import { ADA, addAda, signInAsAda } from '../../support/journey/sign-in';

// Clerk's own components, clicked through in the panel's page. A request that the embedded Clerk does
// not know fails the test, as any uncaught error does: see the fixtures.

const switcher = (panel: Page) => panel.getByRole('button', { name: 'Open organization switcher' });

/** What cannot be undone is confirmed by typing the organisation's name. */
async function confirmByName(panel: Page, name: string, action: string): Promise<void> {
  const form = panel.locator('form');
  await form.getByLabel('below to continue').fill(name);
  await form.getByRole('button', { name: action, exact: true }).click();
}

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
  // The organisation that one has joined last is active from the sign-in on.
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
