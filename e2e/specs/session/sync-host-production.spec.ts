import { PAGES } from '../../../src/config/pages';
import { addOrganization, addUser } from '../../support/clerk/people';
import { expect, test } from '../../support/fixtures/synced';
import { accountChoice, activeAccount } from '../../support/journey/accounts';
import { askWorker } from '../../support/journey/ask-worker';
import { claimsOf, tokenOf } from '../../support/journey/claims';
import {
  activateOnPage,
  openWebApp,
  seenOnPage,
  sessionsOnPage,
  signInOnPage,
  signOutOnPage,
  switchOnPage,
} from '../../support/journey/clerk-on-page';
import { ADA, addAda } from '../../support/journey/sign-in';

test.use({
  mode: 'production',
  singleSession: false,
  alsoAllowedHosts: ['app.embedded.example'],
});

const GRACE = { email: 'grace@example.com', password: ADA.password, firstName: 'Grace' };

for (const workerIs of ['alive', 'dead'] as const) {
  test(`a production web app signs the extension in and out, its worker ${workerIs}`, async ({
    extension,
    clerk,
    webApp,
  }) => {
    const ada = await addAda(clerk);
    const grace = await addUser(clerk, GRACE);
    const works = await addOrganization(clerk, {
      name: 'Example Works',
      members: [{ userId: ada.id, role: 'org:admin' }],
    });
    const popup = await extension.openTab(PAGES.popup);
    const panel = await extension.openTab(PAGES.sidePanel);
    await expect(popup.getByRole('button', { name: 'Sign in' })).toBeVisible();
    await expect(panel.getByLabel('Email address')).toBeVisible();
    const site = await extension.context.newPage();
    await openWebApp(site, webApp.origin);
    const endWorker = () => (workerIs === 'dead' ? extension.worker.stop() : undefined);
    const claims = async () => claimsOf(tokenOf(await askWorker(popup, 'auth.getToken')));
    // #region feature: organizations
    const worksChoice = popup.getByRole('button', { name: 'Example Works' });
    // #endregion feature: organizations

    await test.step('signs in', async () => {
      await endWorker();
      await signInOnPage(site);
      await expect(popup.getByText(ada.email)).toBeVisible();
      await expect(panel.getByRole('button', { name: 'Open user menu' })).toBeVisible();
      // The organisation that one has joined last is active from the sign-in on.
      expect(await claims()).toMatchObject({ sub: ada.id, o: { id: works.id } });
      // #region feature: organizations
      await expect(worksChoice).toHaveAttribute('aria-current', 'true');
      await expect(panel.getByRole('region', { name: 'Organisation' })).toContainText(works.name);
      // #endregion feature: organizations
    });

    await test.step('switches organisation', async () => {
      await endWorker();
      // clerk-js leaves it to the tab that a person looks at to say which organisation is active.
      await site.bringToFront();
      await switchOnPage(site, null);
      // #region feature: organizations
      await expect(worksChoice).toHaveAttribute('aria-current', 'false');
      // #endregion feature: organizations
      await expect.poll(claims).not.toHaveProperty('o');
    });

    await test.step('the web app sees at its next load what the extension did', async () => {
      await askWorker(popup, 'auth.setActiveOrganization', { organizationId: works.id });
      // #region feature: organizations
      await expect(worksChoice).toHaveAttribute('aria-current', 'true');
      // #endregion feature: organizations
      await openWebApp(site, webApp.origin);
      expect(await seenOnPage(site)).toEqual({ user: ada.id, organization: works.id });
    });

    await test.step('signs in with another account', async () => {
      await endWorker();
      await signInOnPage(site, GRACE);
      await expect(activeAccount(popup, grace.email)).toBeVisible();
      expect((await claims()).sub).toBe(grace.id);
    });

    await test.step('switches between the two accounts', async () => {
      const sessions = await sessionsOnPage(site);
      for (const user of [ada, grace]) {
        await endWorker();
        await site.bringToFront();
        await activateOnPage(site, sessions[user.id] ?? '');
        await expect(activeAccount(popup, user.email)).toBeVisible();
        await expect(panel.getByRole('region', { name: 'Account' })).toContainText(user.email);
        expect((await claims()).sub).toBe(user.id);
      }
    });

    await test.step('the web app sees at its next load a switch in the popup', async () => {
      await endWorker();
      await popup.bringToFront();
      await accountChoice(popup, ada.email).click();
      for (const page of [popup, panel]) await expect(activeAccount(page, ada.email)).toBeVisible();
      await openWebApp(site, webApp.origin);
      expect(await seenOnPage(site)).toMatchObject({ user: ada.id });
      expect((await claims()).sub).toBe(ada.id);
    });

    await test.step('signs out', async () => {
      await endWorker();
      await signOutOnPage(site);
      await expect(popup.getByRole('button', { name: 'Sign in' })).toBeVisible();
      await expect(panel.getByLabel('Email address')).toBeVisible();
      expect(await askWorker(popup, 'auth.getToken')).toMatchObject({
        data: { status: 'signed-out' },
      });
    });
  });
}
