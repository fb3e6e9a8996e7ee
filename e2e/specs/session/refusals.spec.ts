import type { Page } from '@playwright/test';
import { PAGES } from '../../../src/config/pages';
import { createBackendClient } from '../../support/clerk/backend-client';
import { expect, test } from '../../support/fixtures/test';
import { askWorker } from '../../support/journey/ask-worker';
import { claimsOf, tokenOf } from '../../support/journey/claims';
import { retryUnlessBack } from '../../support/journey/retry';
import { ADA, addAda, enterCredentials, signInAsAda } from '../../support/journey/sign-in';
import { keepOutdatedClient } from '../../support/journey/signed-in-before';

/** Enters the password of the form that is open already. */
async function submitPassword(panel: Page): Promise<void> {
  await panel.getByLabel('Password', { exact: true }).fill(ADA.password);
  await panel.getByRole('button', { name: 'Continue', exact: true }).click();
}

const NOT_SET_UP = 'not set up for each other yet';

// Only production keeps a list of origins; the Native API is what an extension with such a key uses.
test.use({ mode: 'production' });

test('each refusal says what a person can do, until it is mended', async ({ extension, clerk }) => {
  const ada = await addAda(clerk);
  const { instance, users } = createBackendClient(clerk);
  const { setSwitches } = clerk.control;

  await test.step('the Native API is off', async () => {
    setSwitches({ nativeApi: false });
    await keepOutdatedClient(extension, clerk);
    const popup = await extension.openTab(PAGES.popup);
    await expect(popup.getByRole('alert')).toContainText(NOT_SET_UP);
    await expect(popup.getByRole('alert')).toContainText('“native-api-off”');
    // No dashboard and no command: those are for developers.
    await expect(popup.getByRole('note')).toHaveCount(0);
    expect(await askWorker(popup, 'auth.getToken')).toMatchObject({
      error: {
        code: 'MISCONFIGURED',
        details: { clerkCode: 'native_api_disabled', cause: 'native-api-off' },
      },
    });
    expect(await askWorker(popup, 'auth.getSession')).toMatchObject({
      data: { status: 'unavailable', reason: 'misconfigured', cause: 'native-api-off' },
    });
    const refused = await extension.openTab(PAGES.sidePanel);
    await expect(refused.getByRole('alert')).toContainText('“native-api-off”');
    await refused.close();

    setSwitches({ nativeApi: true });
    const signIn = popup.getByRole('button', { name: 'Sign in' });
    await retryUnlessBack(popup, signIn);
    await expect(signIn).toBeVisible();
    await popup.close();
  });

  let panel = await extension.openTab(PAGES.sidePanel);

  // Chromium names no origin with the extension's GETs, so Clerk refuses nothing before the first POST.
  await test.step('the origin is not allowed', async () => {
    const { allowedOrigins } = await instance.get();
    await instance.update({ allowedOrigins: [] });
    await panel.getByLabel('Email address').fill(ADA.email);
    await panel.getByLabel('Email address').press('Enter');
    await expect(panel.getByText('“origin-not-allowed”')).toBeVisible();
    await expect(panel.getByText(NOT_SET_UP)).toBeVisible();
    expect(await askWorker(panel, 'auth.getToken')).toMatchObject({
      data: { status: 'signed-out' },
    });
    await instance.update({ allowedOrigins: allowedOrigins ?? [] });
  });

  await test.step('the user is banned, or locked', async () => {
    await users.banUser(ada.id);
    await enterCredentials(panel);
    await expect(panel.getByText('You have been banned')).toBeVisible();
    await users.unbanUser(ada.id);
    await users.lockUser(ada.id);
    await submitPassword(panel);
    await expect(panel.getByText('Your account is locked')).toBeVisible();
    await users.unlockUser(ada.id);
  });

  await test.step('Clerk is in maintenance', async () => {
    setSwitches({ maintenance: true });
    // Clerk's form begins anew for an account that is locked.
    await panel.getByLabel('Email address').fill(ADA.email);
    await panel.getByLabel('Email address').press('Enter');
    await expect(panel.getByText('We are currently undergoing maintenance').first()).toBeVisible();
    setSwitches({ maintenance: false });
    await panel.close();
  });

  await test.step('bot protection is on', async () => {
    setSwitches({ botProtection: true });
    panel = await extension.openTab(PAGES.sidePanel);
    await panel.getByRole('link', { name: 'Sign up' }).click();
    await panel.getByLabel('Email address').fill('grace+clerk_test@example.com');
    await panel.getByLabel('Password', { exact: true }).fill(ADA.password);
    await panel.getByRole('button', { name: 'Continue', exact: true }).click();
    await expect(panel.getByText('cannot show the check that you are human')).toBeVisible();
    await expect(panel.getByText('Create your account on the website instead')).toBeVisible();
  });

  await test.step('who has an account signs in all the same', async () => {
    await panel.getByRole('link', { name: 'Sign in' }).click();
    await signInAsAda(panel);
    expect(claimsOf(tokenOf(await askWorker(panel, 'auth.getToken'))).sub).toBe(ada.id);
  });
});
