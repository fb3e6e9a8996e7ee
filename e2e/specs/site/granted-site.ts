import type { Page } from '@playwright/test';
import { closePage } from '../../support/browser/close-page';
import type { ExtensionBrowser } from '../../support/browser/launch';
import { test as base, expect } from '../../support/fixtures/with-backend';
import { expectBadge } from '../../support/journey/badge';
import { makeSomethingToSteal } from '../../support/journey/something-to-steal';
import { buildGrantedCopy } from '../../support/messaging/build-granted-copy';
import { type Site, startSite } from '../../support/messaging/site';

// On each site also runs a content script of ours that does whatever the site says, as one that was
// taken over would. See build-granted-copy.ts for what is not as shipped.

/** `test` on the build that may be granted, with a site to grant it. */
export const test = base.extend<{ site: Site; secrets: string[]; granted: Page }>({
  alsoAllowedHosts: ['127.0.0.1', 'localhost'],
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads a fixture's needs from this pattern.
  site: async ({}, use) => {
    const site = await startSite();
    await use(site);
    await site.close();
  },
  secrets: async ({ extension, clerk, backend }, use) => {
    backend.trust(clerk);
    await use(await makeSomethingToSteal(extension, clerk));
  },
  // The site, granted by somebody who is signed in, and the badge in it that has said so.
  granted: async ({ extension, site, secrets }, use) => {
    expect(secrets).not.toEqual([]);
    const page = await openGranted(extension, site);
    await expectBadge(page, 'Verified by the backend');
    await use(page);
  },
  dist: [async ({ dist }, use) => use(await buildGrantedCopy(dist)), { scope: 'worker' }],
});

/** The site by the name that its permission is for. */
export const named = (url: string) => url.replace('127.0.0.1', 'localhost');

/** Opens a page of a site, by that name. */
export async function open(extension: ExtensionBrowser, url: string): Promise<Page> {
  const page = await extension.context.newPage();
  await page.goto(named(url));
  return page;
}

/** Opens the site and presses the popup's button there. */
export async function openGranted(extension: ExtensionBrowser, site: Site): Promise<Page> {
  const page = await open(extension, site.origin);
  await page.bringToFront();
  const popup = await extension.openPopup();
  await popup.getByRole('button', { name: 'Use on this site' }).click();
  await expect(popup.getByRole('button', { name: 'Stop using on this site' })).toBeVisible();
  await closePage(popup);
  return page;
}

/** What the badge asks the API for. */
export const FETCH = { method: 'GET', path: '/me' };
/** What whoever may not ask hears. */
export const refusal = { answered: true, response: { ok: false, error: { code: 'FORBIDDEN' } } };
