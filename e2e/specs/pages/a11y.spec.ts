import type { Page } from '@playwright/test';
import { PAGES } from '../../../src/config/pages';
import type { ExtensionBrowser } from '../../support/browser/launch';
import { addOrganization } from '../../support/clerk/people';
import { expect, test } from '../../support/fixtures/test';
// #region feature: organizations
import { askWorker } from '../../support/journey/ask-worker';
// #endregion feature: organizations
import { breakRendering } from '../../support/journey/break-rendering';
import { EVERYTHING, OUT_OF_REACH, REFUSES_EXTENSION } from '../../support/journey/clerk-away';
import { GET_TOKEN, tokenStatus } from '../../support/journey/demo-tab';
import { expectAccessible } from '../../support/journey/expect-accessible';
import { ADA, addAda, enterCredentials, signInAsAda } from '../../support/journey/sign-in';
import { emptyClientBehindFault } from '../../support/journey/signed-in-before';

/** The widths that the popup has and that a side panel may have; a demo tab is as wide as its window. */
const SIZE = {
  popup: { width: 340, height: 600 },
  sidePanel: { width: 360, height: 800 },
  welcome: { width: 1000, height: 800 },
  options: { width: 1000, height: 800 },
  // #region feature: demo
  demo: { width: 1280, height: 900 },
  // #endregion feature: demo
};

/** A message of each page, which it breaks without, and its words. */
const BREAKS: Record<keyof typeof SIZE, { message: string; says: string }> = {
  popup: { message: 'settings', says: 'Settings' },
  sidePanel: { message: 'settings', says: 'Settings' },
  welcome: { message: 'welcomePin', says: 'Keep it in sight' },
  options: { message: 'optionsShortcuts', says: 'Keyboard shortcuts' },
  // #region feature: demo
  demo: { message: 'demoGetToken', says: GET_TOKEN },
  // #endregion feature: demo
};

/** The pages that show who is signed in. */
const NAMES = (Object.keys(SIZE) as (keyof typeof SIZE)[]).filter(
  (name) => name !== 'welcome' && name !== 'options',
);

/** One of our pages in a tab, as large as it is in its place. */
async function open(extension: ExtensionBrowser, name: keyof typeof SIZE): Promise<Page> {
  const page = await extension.openTab(PAGES[name]);
  await page.setViewportSize(SIZE[name]);
  return page;
}

// A test each: the worker gives up before a second page could be looked at.
for (const name of NAMES) {
  test(`loading: ${name}`, async ({ extension, clerk }) => {
    await emptyClientBehindFault(extension, clerk, { kind: 'latency', ms: 30_000 });
    const page = await open(extension, name);
    await expect(page.getByText(/^(Asking who is signed in|Loading)/).first()).toBeAttached();
    await expectAccessible(page);
  });
}

test('signed out', async ({ extension }) => {
  const popup = await open(extension, 'popup');
  await expect(popup.getByRole('button', { name: 'Sign in' })).toBeVisible();
  await expectAccessible(popup);

  // #region feature: demo
  const demo = await open(extension, 'demo');
  await demo.getByRole('button', { name: GET_TOKEN }).click();
  await expect(tokenStatus(demo)).toHaveText(/nobody is signed in/);
  await expectAccessible(demo);
  // #endregion feature: demo

  const welcome = await open(extension, 'welcome');
  await expect(welcome.getByText(/^Alt\+Shift\+K/)).toBeVisible();
  await expectAccessible(welcome);

  // A press by a test counts as a person's, so that Chrome has no reason to refuse by itself.
  await welcome.evaluate(() => {
    chrome.sidePanel.open = () => Promise.reject(new Error('refused'));
  });
  await welcome.getByRole('button', { name: 'Sign in' }).click();
  await expect(welcome.getByRole('alert')).toContainText('Chrome did not open the side panel');
  await expectAccessible(welcome);

  const options = await open(extension, 'options');
  await expect(options.getByText(/when you sign in, on this device/)).toBeVisible();
  await expectAccessible(options);

  const panel = await open(extension, 'sidePanel');
  await expect(panel.getByLabel('Email address')).toBeVisible();
  await expectAccessible(panel);
  await panel.getByRole('link', { name: 'Sign up' }).click();
  await expect(panel.getByText('Create your account')).toBeVisible();
  await expectAccessible(panel);
});

test('signed in, as oneself and for an organisation', async ({ extension, clerk }) => {
  const ada = await addAda(clerk);
  await addOrganization(clerk, {
    name: 'Example Works',
    members: [{ userId: ada.id, role: 'org:admin' }],
  });
  const panel = await open(extension, 'sidePanel');
  await signInAsAda(panel);
  // #region feature: organizations
  await askWorker(panel, 'auth.setActiveOrganization', { organizationId: null });
  await expect(panel.getByText('Personal account')).toBeVisible();
  // #endregion feature: organizations
  await expectAccessible(panel);
  await panel.getByRole('button', { name: 'Open user menu' }).click();
  await expect(panel.getByRole('button', { name: 'Manage account' })).toBeVisible();
  await expectAccessible(panel);
  await panel.getByRole('button', { name: 'Manage account' }).click();
  await expect(panel.getByRole('heading', { name: 'Profile details' })).toBeVisible();
  await expectAccessible(panel);
  await panel.getByRole('button', { name: 'Close modal' }).click();

  // #region feature: organizations
  await panel.getByRole('button', { name: /organization switcher/i }).click();
  await expect(panel.getByRole('button', { name: /Example Works/ })).toBeVisible();
  await expectAccessible(panel);
  await panel.getByRole('button', { name: /Example Works/ }).click();
  // #endregion feature: organizations

  const popup = await open(extension, 'popup');
  // #region feature: organizations
  await expect(popup.getByText('Example Works')).toBeVisible();
  // #endregion feature: organizations
  await extension.worker.evaluate(() => chrome.storage.session.set({ 'update-ready': '9.9.9' }));
  await expect(popup.getByRole('button', { name: 'Update now' })).toBeVisible();
  await expectAccessible(popup);

  const welcome = await open(extension, 'welcome');
  await expect(welcome.getByText(/^You are signed in as/)).toBeVisible();
  await expectAccessible(welcome);

  // #region feature: demo
  const demo = await open(extension, 'demo');
  // #region feature: organizations
  const session = demo.getByRole('region', { name: 'Session', exact: true });
  await expect(session.getByText('Example Works')).toBeVisible();
  // #endregion feature: organizations
  await demo.getByText('Options', { exact: true }).click();
  await expectAccessible(demo);
  await demo.getByRole('button', { name: GET_TOKEN }).click();
  await expect(demo.getByRole('timer')).toBeVisible();
  await demo.getByText('Show full token').click();
  await expectAccessible(demo);

  await demo.getByLabel('Template').fill('nowhere');
  await demo.getByRole('button', { name: GET_TOKEN }).click();
  await expect(demo.getByRole('alert')).toContainText('Clerk refused this request');
  await expectAccessible(demo);
  // #endregion feature: demo
});

test.describe('with a step of signing in left', () => {
  test.use({ requireOrganization: true });

  test('pending', async ({ extension, clerk }) => {
    const ada = await addAda(clerk);
    const panel = await open(extension, 'sidePanel');
    await enterCredentials(panel);
    const popup = await open(extension, 'popup');
    await expect(popup.getByRole('button', { name: 'Finish signing in' })).toBeVisible();
    await expectAccessible(popup);

    await addOrganization(clerk, {
      name: 'Example Works',
      members: [{ userId: ada.id, role: 'org:admin' }],
    });
    await panel.reload();
    await expect(panel.getByRole('button', { name: /Example Works/ })).toBeVisible();
    await expectAccessible(panel);

    // #region feature: demo
    const demo = await open(extension, 'demo');
    await demo.getByRole('button', { name: GET_TOKEN }).click();
    await expect(tokenStatus(demo)).toHaveText(/one step/);
    await expectAccessible(demo);
    // #endregion feature: demo
  });
});

test.describe('with links and several accounts', () => {
  test.use({ attributes: { emailLink: 'on' }, singleSession: false });

  test('an email link, the accounts, another one', async ({ extension, clerk }) => {
    await addAda(clerk);
    const panel = await open(extension, 'sidePanel');
    await panel.getByLabel('Email address').fill(ADA.email);
    await panel.getByRole('button', { name: 'Continue', exact: true }).click();
    await panel.getByRole('link', { name: 'Use another method' }).click();
    await panel.getByRole('button', { name: /^Email link to/ }).click();
    await expect(panel.getByRole('heading', { name: 'Check your email' })).toBeVisible();
    await expectAccessible(panel);
    // Clerk's card would go on asking about the link, and close the menu below once it hears of a sign-in.
    await panel.close();

    const home = await open(extension, 'sidePanel');
    await signInAsAda(home);
    await home.getByRole('button', { name: 'Open user menu' }).click();
    await expect(home.getByRole('button', { name: 'Add account' })).toBeVisible();
    await expectAccessible(home);
    await home.getByRole('button', { name: 'Add account' }).click();
    await expect(home.getByRole('button', { name: 'Back to your account' })).toBeVisible();
    await expect(home.getByLabel('Email address')).toBeVisible();
    await expectAccessible(home);
  });
});

test('a page that crashed says so, and is whole again after a press', async ({ extension }) => {
  for (const [name, { message, says }] of Object.entries(BREAKS)) {
    const page = await open(extension, name as keyof typeof BREAKS);
    await breakRendering(page, message);
    const alert = page.getByRole('alert');
    await expect(alert).toContainText('This page ran into a problem');
    expect((await alert.boundingBox())?.x, 'It keeps off the edge.').toBeGreaterThan(8);
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Reload the page' }).click();
    await expect(page.getByText(says, { exact: true })).toBeVisible();
    await page.close();
  }
});

test('Clerk is unreachable, or there is no network, and nothing is cached', async ({
  extension,
  clerk,
}) => {
  await emptyClientBehindFault(extension, clerk, OUT_OF_REACH);
  for (const name of NAMES) {
    const page = await open(extension, name);
    await expect(page.getByRole('alert')).toContainText('Clerk did not answer', {
      timeout: 30_000,
    });
    await expectAccessible(page);
    await page.close();
  }

  await extension.context.setOffline(true);
  await extension.worker.forget();
  for (const name of NAMES) {
    const page = await open(extension, name);
    await expect(page.getByRole('alert')).toContainText('You are offline', { timeout: 30_000 });
    await expectAccessible(page);
  }
});

test('Clerk refuses the extension, or is out of reach for a wrong clock', async ({
  extension,
  clerk,
}) => {
  clerk.control.advanceClock(3 * 24 * 3_600_000);
  await emptyClientBehindFault(extension, clerk, REFUSES_EXTENSION);
  for (const name of NAMES) {
    const page = await open(extension, name);
    await expect(page.getByRole('alert')).toContainText('not set up for each other', {
      timeout: 30_000,
    });
    await expectAccessible(page);
    await page.close();
  }

  clerk.control.faults.clear();
  clerk.control.faults.add({ route: EVERYTHING, effect: OUT_OF_REACH });
  await extension.worker.forget();
  for (const name of NAMES) {
    const page = await open(extension, name);
    await expect(page.getByRole('alert')).toContainText('This computer’s date', {
      timeout: 30_000,
    });
    await expectAccessible(page);
  }
});
