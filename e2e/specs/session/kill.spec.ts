import { PAGES } from '../../../src/config/pages';
import { activeSessions } from '../../support/clerk/people';
import { expect, test } from '../../support/fixtures/test';
import { askForToken, expectNoToken } from '../../support/journey/claims';
import { ADA, addAda } from '../../support/journey/sign-in';

test('the main journey with the worker killed before every step', async ({ extension, clerk }) => {
  await addAda(clerk);
  const kill = () => extension.worker.stop();

  const page = await extension.openTab(PAGES.popup);
  await kill();
  await expectNoToken(page);

  await kill();
  const panel = await extension.openTab(PAGES.sidePanel);
  const next = panel.getByRole('button', { name: 'Continue', exact: true });
  await panel.getByLabel('Email address').fill(ADA.email);
  await kill();
  await next.click();
  await panel.getByLabel('Password', { exact: true }).fill(ADA.password);
  await kill();
  await next.click();
  await expect(panel.getByRole('button', { name: 'Open user menu' })).toBeVisible();
  await expect(page.getByText(ADA.email)).toBeVisible();

  await kill();
  await panel.close();
  await kill();
  expect(await askForToken(page)).toMatch(/^eyJ/);

  const popup = await extension.openTab(PAGES.popup);
  await expect(popup.getByText(ADA.email)).toBeVisible();
  await kill();
  await popup.getByRole('button', { name: 'Sign out' }).click();
  await expect(popup.getByRole('button', { name: 'Sign in' })).toBeVisible();
  await kill();
  await expectNoToken(page);
  expect(await activeSessions(clerk)).toEqual([]);
});
