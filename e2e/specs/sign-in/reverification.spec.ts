import { PAGES } from '../../../src/config/pages';
import { expect, test } from '../../support/fixtures/test';
import { expectAccessible } from '../../support/journey/expect-accessible';
import { openProfile } from '../../support/journey/profile';
import { ADA, addAda, signInAsAda } from '../../support/journey/sign-in';

test.use({ reverification: true });

test('what is sensitive asks for the password again after ten minutes', async ({
  extension,
  clerk,
}) => {
  await addAda(clerk);
  const popup = await extension.openTab(PAGES.popup);
  const panel = await extension.openTab(PAGES.sidePanel);
  await signInAsAda(panel);
  clerk.control.advanceClock(10 * 60_000);
  await openProfile(panel);
  const ask = async () => {
    await panel.getByRole('button', { name: 'Add', exact: true }).click();
    await expect(panel.getByText('Enter your current password to continue')).toBeVisible();
  };
  const password = panel.getByLabel('Password', { exact: true });
  const next = panel.getByRole('button', { name: 'Continue', exact: true });
  await panel.getByRole('button', { name: 'Add email address' }).click();
  await panel.getByLabel('Email address').fill('other+clerk_test@example.com');

  await test.step('wrong, and closed', async () => {
    await ask();
    await expectAccessible(panel);
    await password.fill('wrong');
    await next.click();
    await expect(panel.getByTestId('form-feedback-error')).toHaveText(/incorrect/i);
    await panel.getByRole('button', { name: 'Close modal' }).last().click();
    await expect(password).toBeHidden();
    await expect(panel.getByText('Unverified')).toBeHidden();
  });

  await test.step('right: the action goes on by itself', async () => {
    await ask();
    await password.fill(ADA.password);
    await next.click();
    await expect(panel.getByText('Unverified')).toBeVisible();
    await expect(popup.getByText(ADA.email)).toBeVisible();
  });
});
