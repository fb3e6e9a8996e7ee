import { PAGES } from '../../../src/config/pages';
import { expect, test } from '../../support/fixtures/test';

test.use({ attributes: { emailAddress: 'off', phoneNumber: 'required', username: 'required' } });

/** Clerk's test mode takes the code 424242 for these numbers and sends nothing. */
const PHONE = '+12015550123';
const TEST_CODE = '424242';
const ADA = { username: 'ada_lovelace', password: 'quiet lantern otter 17' };

test('somebody without an email address signs up, and signs in by phone number and by username', async ({
  extension,
  clerk,
}) => {
  const panel = await extension.openTab(PAGES.sidePanel);
  await panel.emulateMedia({ reducedMotion: 'reduce' });
  const press = (name: string) => panel.getByRole('button', { name, exact: true }).click();
  const userMenu = panel.getByRole('button', { name: 'Open user menu' });
  const signOut = async () => {
    await press('Sign out');
    await expect(panel.getByRole('heading', { name: /^Sign in to/ })).toBeVisible();
  };

  await test.step('signs up', async () => {
    await panel.getByRole('link', { name: 'Sign up' }).click();
    await panel.getByLabel('Username').fill(ADA.username);
    await panel.getByLabel('Phone number').fill(PHONE);
    await panel.getByLabel('Password', { exact: true }).fill(ADA.password);
    await press('Continue');
    await panel.getByLabel('Enter verification code').pressSequentially(TEST_CODE);
    await expect(userMenu).toBeVisible();
    await expect(panel.getByRole('region', { name: 'Account' }).first()).toContainText(
      ADA.username,
    );
    const [user] = [...clerk.state().users.values()];
    expect(user).toMatchObject({ username: ADA.username, phones: [{ phone: PHONE }], emails: [] });
  });

  await test.step('signs in by username and password', async () => {
    await signOut();
    await panel.getByRole('link', { name: 'Use username' }).click();
    await panel.getByLabel('Username').fill(ADA.username);
    await press('Continue');
    await panel.getByLabel('Password', { exact: true }).fill(ADA.password);
    await press('Continue');
    await expect(userMenu).toBeVisible();
  });

  await test.step('signs in by a code sent to the phone', async () => {
    await signOut();
    await panel.getByLabel('Phone number').fill(PHONE);
    await press('Continue');
    await panel.getByRole('link', { name: 'Use another method' }).click();
    await panel.getByRole('button', { name: /^Send SMS code/ }).click();
    await panel.getByLabel('Enter verification code').pressSequentially(TEST_CODE);
    await expect(userMenu).toBeVisible();
  });
});
