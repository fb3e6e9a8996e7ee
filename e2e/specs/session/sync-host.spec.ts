import { PAGES } from '../../../src/config/pages';
import { addUser } from '../../support/clerk/people';
import { expect, test } from '../../support/fixtures/synced';
import { activeAccount } from '../../support/journey/accounts';
import { askWorker } from '../../support/journey/ask-worker';
import { claimsOf, tokenOf } from '../../support/journey/claims';
import {
  activateOnPage,
  openWebApp,
  sessionsOnPage,
  signInOnPage,
  signOutOnPage,
} from '../../support/journey/clerk-on-page';
import { ADA, addAda } from '../../support/journey/sign-in';

const GRACE = { ...ADA, email: 'grace@example.com', firstName: 'Grace' };

test.use({ singleSession: false, alsoAllowedHosts: ['localhost'] });

test('signing in and out on the web app signs the extension in and out', async ({
  extension,
  clerk,
  webApp,
}) => {
  const ada = await addAda(clerk);
  await addUser(clerk, GRACE);
  const popup = await extension.openTab(PAGES.popup);
  await expect(popup.getByRole('button', { name: 'Sign in' })).toBeVisible();

  const site = await extension.context.newPage();
  await openWebApp(site, webApp.origin);
  await signInOnPage(site);
  await expect(popup.getByText(ada.email)).toBeVisible();
  expect(claimsOf(tokenOf(await askWorker(popup, 'auth.getToken'))).sub).toBe(ada.id);

  await test.step('the side panel is signed in as well', async () => {
    const panel = await extension.openTab(PAGES.sidePanel);
    await expect(panel.getByRole('button', { name: 'Open user menu' })).toBeVisible();
    await panel.close();
  });

  await test.step('a switch between two accounts is followed', async () => {
    await site.bringToFront();
    await signInOnPage(site, GRACE);
    await expect(activeAccount(popup, GRACE.email)).toBeVisible();
    const sessions = await sessionsOnPage(site);
    await activateOnPage(site, sessions[ada.id] ?? '');
    await expect(activeAccount(popup, ada.email)).toBeVisible();
  });

  await test.step('a worker that was killed is woken by the web app’s sign-out', async () => {
    await extension.worker.stop();
    await signOutOnPage(site);
    await expect(popup.getByRole('button', { name: 'Sign in' })).toBeVisible();
    expect(await askWorker(popup, 'auth.getToken')).toMatchObject({
      data: { status: 'signed-out' },
    });
  });
});

test('an open side panel follows the web app', async ({ extension, clerk, webApp }) => {
  await addAda(clerk);
  const panel = await extension.openTab(PAGES.sidePanel);
  await expect(panel.getByLabel('Email address')).toBeVisible();

  const site = await extension.context.newPage();
  await openWebApp(site, webApp.origin);
  await signInOnPage(site);
  await expect(panel.getByRole('button', { name: 'Open user menu' })).toBeVisible();

  await signOutOnPage(site);
  await expect(panel.getByLabel('Email address')).toBeVisible();
});
