import { PAGES } from '../../../src/config/pages';
import { expect, test } from '../../support/fixtures/test';
import { signInAtProvider } from '../../support/journey/provider';

test.use({ enterpriseDomain: 'corp.example' });

test('whoever has an address of the enterprise signs in there', async ({ extension }) => {
  const popup = await extension.openTab(PAGES.popup);
  const panel = await extension.openTab(PAGES.sidePanel);
  const begin = async () => {
    const opened = extension.context.waitForEvent('page');
    await panel.getByLabel('Email address').fill('ada.lovelace@corp.example');
    await panel.getByRole('button', { name: 'Continue', exact: true }).click();
    return opened;
  };
  await (await begin()).close();
  await expect(panel.getByText(/window was closed/)).toBeVisible();

  await (await begin()).getByRole('button', { name: 'Cancel' }).click();
  await expect(panel.getByText('You did not grant access to your account.')).toBeVisible();

  await signInAtProvider(await begin(), 'ada.lovelace@corp.example');
  await expect(panel.getByRole('button', { name: 'Open user menu' })).toBeVisible();
  await expect(popup.getByText('Ada Lovelace')).toBeVisible();
});
