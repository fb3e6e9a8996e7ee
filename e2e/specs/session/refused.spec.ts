import { PAGES } from '../../../src/config/pages';
import type { ExtensionBrowser } from '../../support/browser/launch';
import { createBackendClient } from '../../support/clerk/backend-client';
import { expect, test } from '../../support/fixtures/test';
import { askWorker } from '../../support/journey/ask-worker';
import { claimsOf, tokenOf } from '../../support/journey/claims';
import { ADA, addAda, signInAsAda } from '../../support/journey/sign-in';
import { keepOutdatedClient } from '../../support/journey/signed-in-before';

// Only production keeps a list of origins; the Native API is what an extension with such a key uses.
test.use({ mode: 'production' });

async function expectRefusal(extension: ExtensionBrowser, clerkCode: string) {
  const popup = await extension.openTab(PAGES.popup);
  await expect(popup.getByRole('alert')).toContainText('not set up for each other yet');
  const panel = await extension.openTab(PAGES.sidePanel);
  await expect(panel.getByRole('alert')).toContainText('not set up for each other yet', {
    timeout: 15_000,
  });
  expect(await askWorker(popup, 'auth.getToken')).toMatchObject({
    ok: false,
    error: { code: 'MISCONFIGURED', details: { clerkCode } },
  });
}

// Chromium names no origin with the extension's GETs, so Clerk refuses nothing before the first POST.
test('an extension that is not among the allowed origins learns it at the sign-in, until it is', async ({
  extension,
  clerk,
}) => {
  const ada = await addAda(clerk);
  const { instance } = createBackendClient(clerk);
  const { allowedOrigins } = await instance.get();
  await instance.update({ allowedOrigins: [] });
  const panel = await extension.openTab(PAGES.sidePanel);
  await panel.getByLabel('Email address').fill(ADA.email);
  await panel.getByLabel('Email address').press('Enter');
  await expect(
    panel.getByText("only one of the 'Origin' and 'Authorization' headers"),
  ).toBeVisible();
  expect(await askWorker(panel, 'auth.getToken')).toMatchObject({ data: { status: 'signed-out' } });

  await instance.update({ allowedOrigins: allowedOrigins ?? [] });
  await panel.reload();
  await signInAsAda(panel);
  expect(claimsOf(tokenOf(await askWorker(panel, 'auth.getToken'))).sub).toBe(ada.id);
});

test.describe('where the Native API is off', () => {
  test.use({ nativeApi: false });

  test('the extension is told so', async ({ extension, clerk }) => {
    await keepOutdatedClient(extension, clerk);
    await expectRefusal(extension, 'native_api_disabled');
  });
});
