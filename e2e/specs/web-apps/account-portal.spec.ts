import { expect, test } from '../../support/web-apps/test';

test('an invitation leads to the account portal, where whoever is invited alone may sign up', async ({
  clerk,
  backend,
  openPage,
}) => {
  clerk.control.setSwitches({ signUpMode: 'restricted' });
  const invitation = await backend.invitations.createInvitation({
    emailAddress: 'ada+clerk_test@example.com',
    publicMetadata: { plan: 'pro' },
  });
  const page = await openPage(clerk.chromiumArgs);
  // What slides in below a field would move the button away from under the pointer.
  await page.emulateMedia({ reducedMotion: 'reduce' });
  const portal = clerk.hosts[1];

  await page.goto(`https://${portal}/sign-up`);
  await expect(page.getByText('Access restricted')).toBeVisible();

  await page.goto(invitation.url ?? '');
  await page.getByLabel('Password', { exact: true }).fill('quiet-otter-lantern-42');
  await expect(
    page.getByText('Your password meets all the necessary requirements.').first(),
  ).toBeVisible();
  await page.getByRole('button', { name: 'Continue', exact: true }).click();
  await page.waitForURL(`https://${portal}/default-redirect**`);
  await page.getByRole('button', { name: 'Open user menu' }).click();
  await expect(page.getByText('ada+clerk_test@example.com')).toBeVisible();

  const { data } = await backend.users.getUserList();
  expect(data.map(({ publicMetadata }) => publicMetadata)).toEqual([{ plan: 'pro' }]);
});
