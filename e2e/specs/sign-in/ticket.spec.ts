import { PAGES } from '../../../src/config/pages';
import { createBackendClient } from '../../support/clerk/backend-client';
import { activeSessions } from '../../support/clerk/people';
import { expect, test } from '../../support/fixtures/test';
import { ADA, addAda, signOut } from '../../support/journey/sign-in';

test('a sign-in token in the panel’s address signs in, once, and does not stay there', async ({
  extension,
  clerk,
}) => {
  const ada = await addAda(clerk);
  const { signInTokens } = createBackendClient(clerk);
  const { token } = await signInTokens.createSignInToken({ userId: ada.id, expiresInSeconds: 600 });
  const popup = await extension.openTab(PAGES.popup);
  const openWithTicket = async () => {
    const tab = await extension.context.newPage();
    const panel = `chrome-extension://${extension.extensionId}${PAGES.sidePanel}`;
    await tab.goto(`${panel}?__clerk_ticket=${token}`);
    return tab;
  };

  const panel = await openWithTicket();
  await expect(panel.getByRole('button', { name: 'Open user menu' })).toBeVisible();
  await expect(popup.getByText(ADA.email)).toBeVisible();
  expect(panel.url()).not.toContain('ticket');
  expect(await activeSessions(clerk)).toMatchObject([{ userId: ada.id }]);

  await signOut(popup, panel);
  const again = await openWithTicket();
  await expect(again.getByText(/already been used/)).toBeVisible();
  expect(await activeSessions(clerk)).toEqual([]);
});
