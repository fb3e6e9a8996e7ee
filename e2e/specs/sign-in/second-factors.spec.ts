import { PAGES } from '../../../src/config/pages';
import { addUser } from '../../support/clerk/people';
import { expect, test } from '../../support/fixtures/test';
import { codeShown, enrolAuthenticatorApp } from '../../support/journey/authenticator-app';
import { expectAccessible } from '../../support/journey/expect-accessible';
import { openSecurity } from '../../support/journey/profile';
import {
  ADA,
  addAda,
  enterCredentials,
  signIn,
  signInAsAda,
  signOut,
} from '../../support/journey/sign-in';

test.use({ attributes: { authenticatorApp: 'on' } });

test('an authenticator app: enrol, wrong code, replayed code, backup code', async ({
  extension,
  clerk,
}) => {
  await addAda(clerk);
  const popup = await extension.openTab(PAGES.popup);
  const panel = await extension.openTab(PAGES.sidePanel);
  const account = panel.getByRole('button', { name: 'Open user menu' });
  const code = panel.getByLabel('Enter verification code');

  await signInAsAda(panel);
  const { secret, used, backupCodes } = await enrolAuthenticatorApp(panel);
  await signOut(popup, panel);

  await test.step('each code once', async () => {
    await enterCredentials(panel);
    await expect(popup.getByRole('button', { name: 'Sign in' })).toBeVisible();
    await code.fill(used);
    await expect(panel.getByTestId('form-feedback-error')).toHaveText(/incorrect/i);
    // The field shows the error first, and then empties itself.
    await expect(code).toHaveValue('');
    clerk.control.advanceClock(30_000);
    await code.fill(codeShown(secret, 30_000));
    await expect(account).toBeVisible();
    await expect(popup.getByText(ADA.email)).toBeVisible();
  });

  await signOut(popup, panel);
  await test.step('a backup code', async () => {
    await enterCredentials(panel);
    await panel.getByRole('link', { name: 'Use another method' }).click();
    await panel.getByRole('button', { name: /backup code/ }).click();
    await panel.getByLabel(/backup code/i).fill(backupCodes[0] ?? '');
    await panel.getByRole('button', { name: 'Continue' }).click();
    await expect(account).toBeVisible();
  });
});

test.describe('by codes', () => {
  test.use({
    attributes: { phoneNumber: 'on', phoneSecondFactor: 'on' },
    deviceTrust: true,
  });
  const GRACE = { email: 'grace+clerk_test@example.com', password: 'correct horse battery 42' };

  test('a code on a new device, once; then one to a phone, enrolled in the profile', async ({
    extension,
    clerk,
  }) => {
    await addUser(clerk, GRACE);
    const popup = await extension.openTab(PAGES.popup);
    const panel = await extension.openTab(PAGES.sidePanel);
    const account = panel.getByRole('button', { name: 'Open user menu' });
    const code = panel.getByLabel('Enter verification code');
    const wrong = panel.getByTestId('form-feedback-error');

    await test.step('new to this device', async () => {
      await enterCredentials(panel, GRACE);
      await expect(panel.getByText(/signing in from a new device/)).toBeVisible();
      await expectAccessible(panel);
      await expect(popup.getByRole('button', { name: 'Sign in' })).toBeVisible();
      await code.fill('000000');
      await expect(wrong).toHaveText(/incorrect/i);
      // The field shows the error first, and then empties itself.
      await expect(code).toHaveValue('');
      await code.fill('424242');
      await expect(account).toBeVisible();
      await expect(popup.getByText(GRACE.email)).toBeVisible();
    });

    await signOut(popup, panel);
    await test.step('known to it', () => signIn(panel, GRACE));

    await test.step('enrolled', async () => {
      await openSecurity(panel);
      await panel.getByText('Add two-step verification').click();
      await panel.getByText('SMS code').click();
      await panel.getByRole('button', { name: 'Add phone number' }).click();
      await panel.getByLabel('Phone number').fill('2025550142');
      await panel.getByRole('button', { name: 'Add', exact: true }).click();
      await code.fill('424242');
      await expect(panel.getByText(/^[a-z0-9]{8}$/).nth(9)).toBeVisible();
      await panel.getByRole('button', { name: 'Finish' }).click();
      await panel.getByRole('button', { name: 'Close modal' }).click();
    });

    await signOut(popup, panel);
    await test.step('to the phone', async () => {
      await enterCredentials(panel, GRACE);
      await expect(panel.getByText('Check your phone')).toBeVisible();
      await expectAccessible(panel);
      await code.fill('000000');
      await expect(wrong).toHaveText(/incorrect/i);
      await expect(popup.getByRole('button', { name: 'Sign in' })).toBeVisible();
      // The field shows the error first, and then empties itself.
      await expect(code).toHaveValue('');
      await code.fill('424242');
      await expect(account).toBeVisible();
      await expect(popup.getByText(GRACE.email)).toBeVisible();
    });
  });
});
