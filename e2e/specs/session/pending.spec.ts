import type { Page } from '@playwright/test';
import { PAGES } from '../../../src/config/pages';
import { createBackendClient } from '../../support/clerk/backend-client';
import { addOrganization, addUser } from '../../support/clerk/people';
import { expect, test } from '../../support/fixtures/test';
import { accountChoice } from '../../support/journey/accounts';
import { askWorker } from '../../support/journey/ask-worker';
import { codeShown } from '../../support/journey/authenticator-app';
import { claimsOf, tokenOf } from '../../support/journey/claims';
import { signInOnPage } from '../../support/journey/clerk-on-page';
import { expectAccessible } from '../../support/journey/expect-accessible';
import { ADA, addAda, enterCredentials } from '../../support/journey/sign-in';

const NEW_PASSWORD = 'seven brass kettles 98';
const BOB = { ...ADA, email: 'bob@example.com', firstName: 'Bob' };
const TEST_ADA = { ...ADA, email: 'ada+clerk_test@example.com' };

/** The popup says that a step is left, and the worker hands out no token. */
async function expectPending(popup: Page) {
  await expect(popup.getByText('One step is left before you are signed in.')).toBeVisible();
  await expect(popup.getByRole('button', { name: 'Finish signing in' })).toBeVisible();
  const pending = { ok: true, data: { status: 'pending' } };
  expect(await askWorker(popup, 'auth.getToken')).toEqual(pending);
}

/** Loads the panel anew at the screen of a step that is not the one left. */
async function reloadAt(panel: Page, hash: string) {
  await panel.evaluate((screen) => {
    history.replaceState(null, '', `${location.pathname}${screen}`);
  }, hash);
  await panel.reload();
}

test.describe('an application without personal accounts', () => {
  test.use({ requireOrganization: true, singleSession: false });

  test('a session that owes Clerk a step has no token until the step is done', async ({
    extension,
    clerk,
  }) => {
    const ada = await addAda(clerk);
    const popup = await extension.openTab(PAGES.popup);
    const panel = await extension.openTab(PAGES.sidePanel);
    await enterCredentials(panel);

    await expectPending(popup);

    // Had she been in it before, it would have been active from the sign-in on.
    const { id } = await addOrganization(clerk, {
      name: 'Example Works',
      members: [{ userId: ada.id, role: 'org:admin' }],
    });
    await panel.reload();
    await panel.getByRole('button', { name: /Example Works/ }).click();
    await expect(panel.getByRole('button', { name: 'Open user menu' })).toBeVisible();
    // #region feature: organizations
    await expect(popup.getByText('Example Works')).toBeVisible();
    // #endregion feature: organizations
    const claims = claimsOf(tokenOf(await askWorker(popup, 'auth.getToken')));
    expect(claims).toMatchObject({ sub: ada.id, sts: 'active', o: { id } });

    await test.step('another account that owes it is left by the popup, and come back to', async () => {
      await addUser(clerk, BOB);
      await signInOnPage(panel, BOB);
      await expectPending(popup);
      await popup.bringToFront();
      await accountChoice(popup, ADA.email).click();
      await expect(accountChoice(popup, ADA.email)).toHaveAttribute('aria-current', 'true');
      await expect(accountChoice(popup, ADA.email)).toBeFocused();
      await expect(panel.getByRole('button', { name: 'Open user menu' })).toBeVisible();
      expect(claimsOf(tokenOf(await askWorker(popup, 'auth.getToken'))).o).toMatchObject({ id });
      await accountChoice(popup, BOB.email).click();
      await expectPending(popup);
      await expect(accountChoice(popup, BOB.email)).toBeFocused();
    });
  });
});

test.describe('an application that requires a second factor', () => {
  test.use({ requireSecondFactor: true, attributes: { authenticatorApp: 'on' } });

  test('a compromised password is replaced, an authenticator app set up, then there is a token', async ({
    extension,
    clerk,
  }) => {
    const ada = await addUser(clerk, TEST_ADA);
    await createBackendClient(clerk).users.setPasswordCompromised(ada.id);
    const popup = await extension.openTab(PAGES.popup);
    const panel = await extension.openTab(PAGES.sidePanel);
    await panel.emulateMedia({ reducedMotion: 'reduce' });
    await enterCredentials(panel, TEST_ADA);
    // The password proves nobody any more.
    await panel.getByRole('button', { name: `Email code to ${TEST_ADA.email}` }).click();
    await panel.getByLabel('Enter verification code').fill('424242');

    await expect(panel.getByLabel('New password')).toBeVisible();
    await expectAccessible(panel);
    await reloadAt(panel, '#/tasks/setup-mfa');
    await expect(panel.getByLabel('New password')).toBeVisible();
    await expectPending(popup);
    await panel.getByLabel('New password').fill(NEW_PASSWORD);
    await panel.getByLabel('Confirm password').fill(NEW_PASSWORD);
    await expect(panel.getByText('Passwords match.').first()).toBeVisible();
    await panel.getByRole('button', { name: 'Reset Password' }).click();

    const withoutCamera = panel.getByRole('button', { name: /scan QR code\?/ });
    await expect(withoutCamera).toBeVisible();
    await expectAccessible(panel);
    await reloadAt(panel, '#/tasks/reset-password');
    await withoutCamera.click();
    await expectPending(popup);
    await expectAccessible(panel);
    const secret = await panel.locator('input[readonly]').last().inputValue();
    await panel.getByRole('button', { name: 'Continue' }).click();
    await panel.getByLabel('Enter verification code').fill(codeShown(secret));
    const lastCode = panel.getByText(/^[a-z0-9]{8}$/).nth(9);
    await expect(lastCode).toBeVisible();
    // Everybody knows by then, and the codes, which are shown once, stay.
    await expect(popup.getByText('Signed in', { exact: true })).toBeVisible();
    await expect(panel.getByText('Signed in', { exact: true })).toBeVisible();
    await expectAccessible(panel);
    await expect(lastCode).toBeVisible();
    await panel.getByRole('button', { name: 'Continue' }).click();

    await expect(panel.getByRole('button', { name: 'Open user menu' })).toBeVisible();
    await expect(popup.getByText(TEST_ADA.email)).toBeVisible();
    const claims = claimsOf(tokenOf(await askWorker(popup, 'auth.getToken')));
    expect(claims).toMatchObject({ sub: ada.id, sts: 'active' });
  });
});
