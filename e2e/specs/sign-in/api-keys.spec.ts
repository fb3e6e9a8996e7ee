import { createBackendClient } from '../../support/clerk/backend-client';
// #region feature: organizations
import { addOrganization } from '../../support/clerk/people';
// #endregion feature: organizations
import { expect, test } from '../../support/fixtures/test';
import { dialog, openPanel, press } from '../../support/journey/clerk-components';
import { openProfile } from '../../support/journey/profile';
import { addAda, signInAsAda } from '../../support/journey/sign-in';

test.use({ apiKeys: true });

test('API keys are made, found and revoked', async ({ extension, clerk }) => {
  const { id: subject } = await addAda(clerk);
  // #region feature: organizations
  const works = await addOrganization(clerk, {
    name: 'Works',
    members: [{ userId: subject, role: 'org:admin' }],
  });
  // #endregion feature: organizations
  const { apiKeys } = createBackendClient(clerk);
  const panel = await openPanel(extension);
  const profile = dialog(panel).first();
  await signInAsAda(panel);
  await openProfile(panel);
  await panel.getByRole('button', { name: 'API keys' }).click();
  await expect(profile.getByText('No API keys found')).toBeVisible();

  await press(panel, 'Add new key');
  await profile.getByLabel('Secret key name').fill('Deploy');
  await press(panel, 'Create key');
  await expect(panel.getByText('Copy your "Deploy" API Key now')).toBeVisible();
  const shown = await panel.locator('input[readonly]').inputValue();
  expect((await apiKeys.verify(shown)).subject).toBe(subject);
  await press(panel, 'Copy & Close');
  await expect(profile.getByText('Deploy')).toBeVisible();

  await profile.getByRole('menuitem', { name: 'Open menu' }).click();
  await panel.getByRole('menuitem', { name: 'Revoke key' }).click();
  await panel.getByLabel('Type "Revoke" to confirm').fill('Revoke');
  await press(panel, 'Revoke key');
  await expect(profile.getByText('No API keys found')).toBeVisible();
  await expect(apiKeys.verify(shown)).rejects.toMatchObject({ status: 404 });

  // #region feature: organizations
  await press(panel, 'Close modal');
  await panel.getByRole('button', { name: 'Open organization switcher' }).click();
  await press(panel, 'Manage');
  await panel.getByRole('button', { name: 'API keys' }).click();
  await press(panel, 'Add new key');
  await profile.getByLabel('Secret key name').fill('Release');
  await press(panel, 'Create key');
  await press(panel, 'Copy & Close');
  await expect(profile.getByText('Release')).toBeVisible();
  const { data } = await apiKeys.list({ subject: works.id });
  expect(data).toMatchObject([{ name: 'Release', createdBy: subject }]);
  // #endregion feature: organizations
});
