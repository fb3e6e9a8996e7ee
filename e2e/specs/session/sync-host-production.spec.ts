import type { Page } from '@playwright/test';
import { PAGES } from '../../../src/config/pages';
import { expect, test } from '../../support/fixtures/test';
import { askWorker } from '../../support/journey/ask-worker';
import { claimsOf, tokenOf } from '../../support/journey/claims';
import { loadClerk, signInOnPage, signOutOnPage } from '../../support/journey/clerk-on-page';
import { addAda } from '../../support/journey/sign-in';

test.use({ mode: 'production', synced: true, alsoAllowedHosts: ['app.embedded.example'] });

/** How soon every open page follows what happens on the web. */
const SOON = { timeout: 1_000 };

async function openWebApp(page: Page, origin: string): Promise<void> {
  await page.goto(origin);
  await loadClerk(page);
}

for (const workerIs of ['alive', 'dead'] as const) {
  test(`a production web app signs the extension in and out, its worker ${workerIs}`, async ({
    extension,
    clerk,
    webApp,
  }) => {
    if (!webApp) throw new Error('this spec needs the web app');
    const ada = await addAda(clerk);
    const popup = await extension.openTab(PAGES.popup);
    const panel = await extension.openTab(PAGES.sidePanel);
    await expect(popup.getByRole('button', { name: 'Sign in' })).toBeVisible();
    await expect(panel.getByLabel('Email address')).toBeVisible();
    const site = await extension.context.newPage();
    await openWebApp(site, webApp.origin);

    await test.step('signs in', async () => {
      if (workerIs === 'dead') await extension.worker.stop();
      await signInOnPage(site);
      await expect(popup.getByText(ada.email)).toBeVisible(SOON);
      await expect(panel.getByRole('button', { name: 'Open user menu' })).toBeVisible();
      expect(claimsOf(tokenOf(await askWorker(popup, 'auth.getToken'))).sub).toBe(ada.id);
    });

    await test.step('signs out', async () => {
      if (workerIs === 'dead') await extension.worker.stop();
      await signOutOnPage(site);
      await expect(popup.getByRole('button', { name: 'Sign in' })).toBeVisible(SOON);
      await expect(panel.getByLabel('Email address')).toBeVisible();
      expect(await askWorker(popup, 'auth.getToken')).toMatchObject({
        data: { status: 'signed-out' },
      });
    });
  });
}
