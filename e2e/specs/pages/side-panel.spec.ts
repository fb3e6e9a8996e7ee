import type { Page } from '@playwright/test';
import { PAGES } from '../../../src/config/pages';
import { createFapiTestClient } from '../../servers/embedded-clerk/fapi-test-client';
import { activeSessions } from '../../support/clerk/people';
import { expect, test } from '../../support/fixtures/test';
import { expectAccessible } from '../../support/journey/expect-accessible';
import { ADA, addAda, signInAsAda } from '../../support/journey/sign-in';

const overview = (panel: Page) => panel.getByRole('region', { name: 'Sign-in and security' });

test('shows the app’s place and the account at a glance', async ({ extension, clerk }) => {
  await addAda(clerk);
  await createFapiTestClient(clerk).signIn(ADA.email, ADA.password);
  const panel = await extension.openTab(PAGES.sidePanel);
  await panel.emulateMedia({ reducedMotion: 'reduce' });
  await signInAsAda(panel);
  await expect(panel.getByRole('region', { name: 'Your app' })).toContainText('Welcome, Ada');
  await expect(panel.getByText('You stay signed in when you close this panel.')).toBeVisible();
  const rows = overview(panel).getByRole('button');
  await expect(rows).toHaveText([
    'Sign-inPassword',
    'Connected accountsNone',
    'Signed in on2 devices',
  ]);
  await expectAccessible(panel);

  await test.step('a row opens Clerk’s page for it, and follows what is done there', async () => {
    await rows.last().click();
    const profile = panel.getByRole('dialog');
    await expect(profile.getByText('Active devices')).toBeVisible();
    await profile.getByRole('menuitem', { name: 'Open menu' }).click();
    await panel.getByRole('menuitem', { name: 'Sign out of device' }).click();
    await expect(profile.getByRole('menuitem', { name: 'Open menu' })).toHaveCount(0);
    await panel.getByRole('button', { name: 'Close modal' }).click();
    await expect(rows.last()).toHaveText('Signed in onThis device');
  });
});

test('shows one avatar everywhere', async ({ extension, clerk }) => {
  await addAda(clerk);
  const panel = await extension.openTab(PAGES.sidePanel);
  await signInAsAda(panel);
  const look = (page: Page, selector: string, pseudo: string | null) =>
    page.locator(selector).evaluate((element, part) => {
      const { backgroundColor, width, color } = getComputedStyle(element);
      const text = part ? getComputedStyle(element, part).content : `"${element.textContent}"`;
      return { backgroundColor, width, color, text };
    }, pseudo);
  const popup = await extension.openTab(PAGES.popup);
  await expect(popup.getByText(ADA.email)).toBeVisible();
  const ours = await look(popup, '.avatar', null);
  expect(ours.text).toBe('"AE"');
  expect(await look(panel, '.cl-userButtonAvatarBox', '::after')).toEqual(ours);
});

test('signs out by a button in sight', async ({ extension, clerk }) => {
  await addAda(clerk);
  const panel = await extension.openTab(PAGES.sidePanel);
  await signInAsAda(panel);
  await panel.getByRole('button', { name: 'Sign out' }).click();
  await expect(panel.getByLabel('Email address')).toBeVisible();
  expect(await activeSessions(clerk)).toEqual([]);
});

test('explains itself to developers in a development build', async ({ extension }) => {
  const panel = await extension.openTab(PAGES.sidePanel);
  await panel.getByText('How it works').click();
  await expect(panel.getByText(/background worker holds the session/)).toBeVisible();
});

test('asks Clerk before its SDK is there, and once', async ({ extension, clerk }) => {
  await addAda(clerk);
  const panel = await extension.openTab(PAGES.sidePanel);
  await signInAsAda(panel);
  // A page's SDK alone reports a visit; the worker's reads both otherwise.
  const asked = () => clerk.control.requests().filter(({ method }) => method === 'PATCH').length;
  clerk.control.clearRequests();
  await panel.reload();
  await expect(overview(panel)).toBeVisible();
  expect(asked()).toBe(1);

  const cdp = await panel.context().newCDPSession(panel);
  await cdp.send('Network.enable');
  await cdp.send('Network.setBlockedURLs', { urls: ['*/clerk-panel-*.js'] });
  clerk.control.clearRequests();
  await panel.reload();
  await expect(panel.getByText('This page ran into a problem')).toBeVisible();
  await expect.poll(asked).toBe(1);
});
