import type { Page } from '@playwright/test';
import { PAGES } from '../../../src/config/pages';
import { activeSessions, addUser } from '../../support/clerk/people';
import { expect, test } from '../../support/fixtures/test';
import { askWorker } from '../../support/journey/ask-worker';
import { askForToken, claimsOf, tokenOf } from '../../support/journey/claims';
import { signInOnPage } from '../../support/journey/clerk-on-page';
import { ADA, addAda, enterCredentials, signInAsAda } from '../../support/journey/sign-in';

test.use({ singleSession: false });

const BOB = { ...ADA, email: 'bob@example.com', firstName: 'Bob' };

const userMenu = (panel: Page) => panel.getByRole('button', { name: 'Open user menu' });

/** Presses what is so named in Clerk's user menu. */
async function choose(panel: Page, name: string | RegExp) {
  await userMenu(panel).click();
  await panel.getByRole('dialog').getByRole('button', { name }).click();
}

test('several accounts: add, switch, sign one out, sign all out', async ({ extension, clerk }) => {
  const ada = await addAda(clerk);
  const bob = await addUser(clerk, BOB);
  const popup = await extension.openTab(PAGES.popup);
  const panel = await extension.openTab(PAGES.sidePanel);
  const account = panel.getByRole('region', { name: 'Account' });
  const subject = async (request: object) =>
    claimsOf(tokenOf(await askWorker(popup, 'auth.getToken', request))).sub;

  /** Panel, popup and worker act for `user`, and for nobody else. */
  async function expectActive(user: typeof ada) {
    await expect(account.getByText(user.email)).toBeVisible();
    await expect(popup.getByText(user.email)).toBeVisible();
    expect(await subject({})).toBe(user.id);
    expect(await subject({ fresh: true })).toBe(user.id);
  }

  const signOutOf = { one: 'Sign out', all: 'Sign out of all accounts' };
  /** What popup and panel call signing out. It ends every session, so it says so where there are several. */
  async function expectSignOutOf(which: keyof typeof signOutOf) {
    const button = { name: signOutOf[which], exact: true };
    for (const page of [popup, panel]) await expect(page.getByRole('button', button)).toBeVisible();
  }

  async function expectNobody() {
    await expect(panel.getByLabel('Email address')).toBeVisible();
    await expect(popup.getByRole('button', { name: 'Sign in' })).toBeVisible();
  }

  await signInAsAda(panel);
  await expectActive(ada);
  await expectSignOutOf('one');

  await test.step('add an account', async () => {
    await choose(panel, 'Add account');
    await expect(panel.getByRole('button', { name: 'Back to your account' })).toBeVisible();
    await enterCredentials(panel, BOB);
    await expectActive(bob);
    await expectSignOutOf('all');
  });

  await test.step('switch, and lose the worker', async () => {
    await choose(panel, /Ada/);
    await expectActive(ada);
    await extension.worker.stop();
    expect(claimsOf(await askForToken(popup)).sub).toBe(ada.id);
    await extension.worker.stop();
    await choose(panel, /Bob/);
    await expectActive(bob);
  });

  await test.step('sign one out: the other goes on', async () => {
    await choose(panel, /^Sign out$/);
    await expectActive(ada);
    await expectSignOutOf('one');
    expect(await activeSessions(clerk)).toMatchObject([{ userId: ada.id }]);
  });

  await test.step('sign all out', async () => {
    await choose(panel, 'Add account');
    await enterCredentials(panel, BOB);
    await expectActive(bob);
    await choose(panel, signOutOf.all);
    await expectNobody();
    await signInOnPage(panel);
    await signInOnPage(panel, BOB);
    await expectActive(bob);
    await popup.getByRole('button', { name: signOutOf.all }).click();
    await expectNobody();
    expect(await askWorker(popup, 'auth.getToken')).toMatchObject({
      data: { status: 'signed-out' },
    });
    expect(await activeSessions(clerk)).toEqual([]);
  });
});
