import { PAGES } from '../../../src/config/pages';
import { expect, test } from '../../support/fixtures/test';
import { expectAccessible } from '../../support/journey/expect-accessible';
import { addPasskeyDevice } from '../../support/journey/passkey-device';
import { openSecurity } from '../../support/journey/profile';
import { ADA, addAda, signInAsAda, signOut } from '../../support/journey/sign-in';

test.use({ attributes: { passkey: 'on' } });

test('a passkey: made in the profile, signed in with, renamed, refused once it is removed', async ({
  extension,
  clerk,
}) => {
  await addAda(clerk);
  const popup = await extension.openTab(PAGES.popup);
  const panel = await extension.openTab(PAGES.sidePanel);
  const device = await addPasskeyDevice(panel);
  const account = panel.getByRole('button', { name: 'Open user menu' });
  const usePasskey = panel.getByRole('link', { name: 'Use passkey instead' });
  const passkeys = panel.locator('.cl-profileSection__passkeys');
  /** Alone, too, the form asks for a passkey, which a device that is there would give. */
  const leave = async () => {
    await device.setPresent(false);
    const offers = await device.countOffers();
    await signOut(popup, panel);
    // Were it to ask later, that would end what a press has asked for meanwhile.
    await expect.poll(device.countOffers).toBeGreaterThan(offers);
  };

  await test.step('made in the profile', async () => {
    await signInAsAda(panel);
    await openSecurity(panel);
    await device.setPresent(true);
    await panel.getByRole('button', { name: 'Add a passkey' }).click();
    await expect(passkeys.getByText(/^Created: /)).toBeVisible();
    expect(await device.relyingParties()).toEqual([clerk.host]);
    await expectAccessible(panel);
    await panel.getByRole('button', { name: 'Close modal' }).click();
  });

  await leave();
  await test.step('not without the person', async () => {
    await device.setVerified(false);
    await device.setPresent(true);
    await usePasskey.click();
    await expect(panel.getByText(/verification was cancelled or timed out/)).toBeVisible();
    await expectAccessible(panel);
    await expect(popup.getByRole('button', { name: 'Sign in' })).toBeVisible();
    await device.setVerified(true);
  });

  await test.step('without a name', async () => {
    await usePasskey.click();
    await expect(account).toBeVisible();
    await expect(popup.getByText(ADA.email)).toBeVisible();
  });

  await leave();
  await test.step('after an address', async () => {
    await panel.getByLabel('Email address').fill(ADA.email);
    await panel.getByRole('button', { name: 'Continue', exact: true }).click();
    await expect(panel.getByRole('heading', { name: 'Use your passkey' })).toBeVisible();
    await expectAccessible(panel);
    await device.setPresent(true);
    await panel.getByRole('button', { name: 'Continue', exact: true }).click();
    await expect(account).toBeVisible();
    await expect(popup.getByText(ADA.email)).toBeVisible();
  });

  await test.step('renamed and removed', async () => {
    await openSecurity(panel);
    await expect(passkeys.getByText(/^Last used: /)).toBeVisible();
    const menu = passkeys.getByRole('menuitem', { name: 'Open menu' });
    await menu.click();
    await panel.getByRole('menuitem', { name: 'Rename' }).click();
    await panel.getByLabel('Name of passkey').fill('Work laptop');
    await panel.getByRole('button', { name: 'Save' }).click();
    await expect(passkeys.getByText('Work laptop', { exact: true })).toBeVisible();
    await menu.click();
    await panel.getByRole('menuitem', { name: 'Remove' }).click();
    await panel.getByRole('button', { name: 'Remove' }).click();
    await expect(passkeys.getByText('Work laptop', { exact: true })).toHaveCount(0);
    await panel.getByRole('button', { name: 'Close modal' }).click();
  });

  await leave();
  await test.step('refused', async () => {
    await device.setPresent(true);
    await usePasskey.click();
    await expect(panel.getByText(/not registered/i)).toBeVisible();
    await expect(popup.getByRole('button', { name: 'Sign in' })).toBeVisible();
  });
});
