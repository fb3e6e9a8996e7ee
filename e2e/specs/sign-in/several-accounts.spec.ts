import type { Page } from '@playwright/test';
import { PAGES } from '../../../src/config/pages';
import { activeSessions, addUser } from '../../support/clerk/people';
import { expect, test } from '../../support/fixtures/test';
import { accountChoice, accountList, activeAccount } from '../../support/journey/accounts';
import { askWorker } from '../../support/journey/ask-worker';
import { askForToken, claimsOf, tokenOf } from '../../support/journey/claims';
import { signInOnPage } from '../../support/journey/clerk-on-page';
import { expectAccessible } from '../../support/journey/expect-accessible';
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
    await expect(activeAccount(popup, user.email)).toBeVisible();
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
  await expect(accountList(popup)).toHaveCount(0);

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

  await test.step('switch in the popup, by mouse and by keyboard, and lose the worker', async () => {
    await popup.bringToFront();
    clerk.control.clearRequests();
    await accountChoice(popup, ADA.email).click();
    await expectActive(ada);
    // The panel only reads: what it wrote would undo the next switch.
    const paths = clerk.control.requests().map(({ path }) => path);
    expect(paths.filter((path) => path.endsWith('/touch'))).toHaveLength(1);
    await expect(accountChoice(popup, ADA.email)).toHaveAttribute('aria-current', 'true');
    await expect(accountChoice(popup, ADA.email)).toBeFocused();
    await expectAccessible(popup);

    await extension.worker.stop();
    await popup.keyboard.press('Tab');
    await expect(accountChoice(popup, BOB.email)).toBeFocused();
    await popup.keyboard.press('Enter');
    await expectActive(bob);
    await expect(accountChoice(popup, BOB.email)).toBeFocused();
    await extension.worker.stop();
    expect(claimsOf(await askForToken(popup)).sub).toBe(bob.id);
  });

  await test.step('a switch that fails says so, and changes nothing', async () => {
    const fault = clerk.control.faults.add({
      route: 'POST /v1/client/sessions/*/touch',
      effect: { kind: 'status', status: 503 },
    });
    await accountChoice(popup, ADA.email).click();
    await expect(popup.getByRole('alert')).toContainText('Clerk did not answer', {
      timeout: 30_000,
    });
    await expectActive(bob);
    clerk.control.faults.remove(fault);
    expect(
      await askWorker(popup, 'auth.setActiveSession', { sessionId: 'sess_of_nobody' }),
    ).toMatchObject({ ok: false, error: { code: 'UNKNOWN_SESSION' } });
  });

  await test.step('sign one out: the other goes on', async () => {
    await choose(panel, /^Sign out$/);
    await expectActive(ada);
    await expectSignOutOf('one');
    await expect(accountChoice(popup, BOB.email)).toHaveCount(0);
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
