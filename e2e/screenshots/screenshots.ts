import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { PAGES } from '../../src/config/pages';
import { ROOT } from '../browser/build-extension';
import { expect, test } from '../fixtures/test';
import { GET_TOKEN, tokenStatus } from '../journey/demo-tab';
import { addAda, signInAsAda } from '../journey/sign-in';

const IMAGES = join(ROOT, 'docs', 'images');

/** Takes one page in both colour schemes, at the size it has on a screen. */
async function take(page: Page, name: string) {
  await mkdir(IMAGES, { recursive: true });
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await page.screenshot({
      path: join(IMAGES, `${name}-${colorScheme}.png`),
      animations: 'disabled',
    });
  }
}

test('take every page', async ({ extension, clerk }) => {
  const ada = await addAda(clerk);
  clerk.control.addOrganization({
    name: 'Example Works',
    members: [{ userId: ada.id, role: 'org:admin' }],
  });
  const demo = await extension.openTab(PAGES.demo);
  const ask = demo.getByRole('button', { name: GET_TOKEN });
  await ask.click();
  await expect(tokenStatus(demo)).toHaveText(/nobody is signed in/);
  await take(demo, 'demo-signed-out');

  let popup = await extension.openPopup();
  await expect(popup.getByRole('button', { name: 'Sign in' })).toBeVisible();
  await take(popup, 'popup-signed-out');

  const panel = await extension.openSidePanel(popup.getByRole('button', { name: 'Sign in' }));
  await expect(panel.getByLabel('Email address')).toBeVisible();
  await take(panel, 'panel-sign-in');
  await signInAsAda(panel);
  await take(panel, 'panel-signed-in');
  // The demo tab then has its whole window to itself.
  await panel.close();
  await demo.reload();

  await ask.click();
  await expect(tokenStatus(demo)).toHaveText(/^(Minted by Clerk|From the worker’s memory)/);
  await take(demo, 'demo');
  popup = await extension.openPopup();
  await expect(popup.getByText(ada.email)).toBeVisible();
  await take(popup, 'popup');
});
