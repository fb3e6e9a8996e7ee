import { createPublicKey } from 'node:crypto';
import { verifyToken } from '@clerk/backend';
import { PAGES } from '../../src/config/pages';
import { expect, test } from '../fixtures/test';
import { askForToken, expectNoToken } from '../journey/demo-tab';
import { addAda, signInAsAda } from '../journey/sign-in';

test('sign in, close the panel, get tokens, lose the worker, sign out', async ({
  extension,
  clerk,
}) => {
  const ada = await addAda(clerk);
  const demo = await extension.openTab(PAGES.demo);
  await expect(demo.getByRole('heading', { name: 'Clerk Background Worker Demo' })).toBeVisible();

  /** Verifies as a backend would: the signature by the published keys, the times, the origin. */
  const [jwk] = clerk.control.jwks().keys;
  if (!jwk) throw new Error('The embedded Clerk publishes no key.');
  const key = createPublicKey({ key: { ...jwk }, format: 'jwk' });
  const verify = (token: string) =>
    verifyToken(token, {
      jwtKey: key.export({ type: 'spki', format: 'pem' }).toString(),
      authorizedParties: [`chrome-extension://${extension.extensionId}`],
    });

  await test.step('signed out is an answer, not an error', () => expectNoToken(demo));

  await test.step('the popup opens the real side panel, where people sign in', async () => {
    const popup = await extension.openPopup();
    const panel = await extension.openSidePanel(popup.getByRole('button', { name: 'Sign in' }));
    await signInAsAda(panel);
    await panel.close();
  });

  await test.step('a backend accepts the token, with no other page open', async () => {
    expect((await verify(await askForToken(demo))).sub).toBe(ada.id);
  });

  await test.step('a killed worker answers again', async () => {
    await extension.worker.stop();
    expect((await verify(await askForToken(demo))).sub).toBe(ada.id);
  });

  await test.step('signing out in the popup ends it everywhere', async () => {
    const popup = await extension.openPopup();
    await expect(popup.getByText(ada.email)).toBeVisible();
    await popup.getByRole('button', { name: 'Sign out' }).click();
    await expect(popup.getByRole('button', { name: 'Sign in' })).toBeVisible();
    await expect(demo.getByLabel('Full token')).toHaveCount(0);
    await expectNoToken(demo);
    expect(clerk.control.sessions()).toEqual([]);
  });
});
