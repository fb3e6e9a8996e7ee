import { PAGES } from '../../../src/config/pages';
import { activeSessions, addOrganization, signOutEverywhere } from '../../support/clerk/people';
import { expect, test } from '../../support/fixtures/test';
import { askForTokens, askWorker } from '../../support/journey/ask-worker';
import { claimsOf, tokenOf } from '../../support/journey/claims';
import { openProfile } from '../../support/journey/profile';
import { addAda, signInAsAda, signOut } from '../../support/journey/sign-in';

test('every open page follows a sign-in, a switch of organisation and a sign-out', async ({
  extension,
  clerk,
}) => {
  const ada = await addAda(clerk);
  // #region feature: organizations
  const works = await addOrganization(clerk, {
    name: 'Example Works',
    members: [{ userId: ada.id, role: 'org:admin' }],
  });
  // #endregion feature: organizations
  const popup = await extension.openTab(PAGES.popup);
  const panel = await extension.openTab(PAGES.sidePanel);
  await expect(popup.getByRole('button', { name: 'Sign in' })).toBeVisible();

  await signInAsAda(panel);
  await expect(popup.getByText(ada.email)).toBeVisible();
  expect(claimsOf(tokenOf(await askWorker(popup, 'auth.getToken'))).sub).toBe(ada.id);

  // #region feature: organizations
  // The organisation that one has joined last is active from the sign-in on.
  const worksChoice = popup.getByRole('button', { name: 'Example Works' });
  await expect(worksChoice).toHaveAttribute('aria-current', 'true');
  const inWorks = { o: { id: works.id } };
  expect(claimsOf(tokenOf(await askWorker(popup, 'auth.getToken')))).toMatchObject(inWorks);

  // In the worker, from another page: the panel follows too.
  const personal = await askWorker(popup, 'auth.setActiveOrganization', { organizationId: null });
  expect(personal).toMatchObject({ ok: true, data: { organization: null } });
  await expect(panel.getByText('Personal account')).toBeVisible();
  await expect(worksChoice).toHaveAttribute('aria-current', 'false');
  expect(claimsOf(tokenOf(await askWorker(popup, 'auth.getToken')))).not.toHaveProperty('o');

  // In the panel, with Clerk's own component.
  await panel.getByRole('button', { name: /organization switcher/i }).click();
  await panel.getByRole('dialog').getByRole('button', { name: 'Example Works' }).click();
  await expect(worksChoice).toHaveAttribute('aria-current', 'true');
  expect(claimsOf(tokenOf(await askWorker(popup, 'auth.getToken')))).toMatchObject(inWorks);
  // #endregion feature: organizations

  await signOut(popup, panel);
  expect(await askWorker(popup, 'auth.getToken')).toEqual({
    ok: true,
    data: { status: 'signed-out' },
  });
  expect(await activeSessions(clerk)).toEqual([]);
});

test('a sign-out in the panel reaches the worker', async ({ extension, clerk }) => {
  await addAda(clerk);
  const popup = await extension.openTab(PAGES.popup);
  const panel = await extension.openTab(PAGES.sidePanel);
  await signInAsAda(panel);
  await expect(popup.getByRole('button', { name: 'Sign out' })).toBeVisible();
  await panel.getByRole('button', { name: 'Open user menu' }).click();
  await panel.getByRole('dialog').getByRole('button', { name: 'Sign out' }).click();
  await expect(popup.getByRole('button', { name: 'Sign in' })).toBeVisible();
  expect(await askWorker(popup, 'auth.getToken')).toMatchObject({
    data: { status: 'signed-out' },
  });
});

test('a new name, given in the panel, shows in every open page', async ({ extension, clerk }) => {
  const ada = await addAda(clerk);
  const popup = await extension.openTab(PAGES.popup);
  const panel = await extension.openTab(PAGES.sidePanel);
  await signInAsAda(panel);
  await expect(popup.getByText('Ada Example')).toBeVisible();

  await openProfile(panel);
  await panel.getByRole('button', { name: 'Update profile' }).click();
  await panel.getByLabel('First name').fill('Augusta');
  await panel.getByRole('button', { name: 'Save' }).click();
  await expect(popup.getByText('Augusta Example')).toBeVisible();
  expect(await askWorker(popup, 'auth.getSession')).toMatchObject({
    data: { user: { id: ada.id, fullName: 'Augusta Example' } },
  });
});

test('a thousand asks at once are one call to Clerk, and a warm one is none', async ({
  extension,
  clerk,
}) => {
  const ada = await addAda(clerk);
  const one = await extension.openTab(PAGES.sidePanel);
  await signInAsAda(one);
  const two = await extension.openTab(PAGES.popup);
  await one.goto(`chrome-extension://${extension.extensionId}${PAGES.popup}`);
  await expect(one.getByText(ada.email)).toBeVisible();
  const mints = () => clerk.control.requests().filter(({ path }) => path.endsWith('/tokens'));

  clerk.control.clearRequests();
  // All have asked before it is answered, on the busiest machine too.
  const route = 'POST /v1/client/sessions/*/tokens';
  clerk.control.faults.add({ route, times: 1, effect: { kind: 'latency', ms: 3_000 } });
  const fresh = await Promise.all(
    [one, two].map((page) => askForTokens(page, 500, { fresh: true })),
  );
  expect(new Set(fresh.flat().map((answer) => tokenOf(answer))).size).toBe(1);
  expect(mints()).toHaveLength(1);

  clerk.control.clearRequests();
  await Promise.all([one, two].map((page) => askForTokens(page, 500)));
  expect(clerk.control.requests()).toEqual([]);
});

test('a browser that is closed and opened again is still signed in', async ({
  launch,
  clerk,
}, testInfo) => {
  const ada = await addAda(clerk);
  const profileDir = testInfo.outputPath('profile');
  const first = await launch({ profileDir });
  await signInAsAda(await first.openTab(PAGES.sidePanel));
  await first.close();

  const second = await launch({ profileDir });
  const popup = await second.openTab(PAGES.popup);
  await expect(popup.getByText(ada.email)).toBeVisible();
  expect(claimsOf(tokenOf(await askWorker(popup, 'auth.getToken'))).sub).toBe(ada.id);
});

test('a session that Clerk revokes is signed out at the next token', async ({
  extension,
  clerk,
}) => {
  const ada = await addAda(clerk);
  const page = await extension.openTab(PAGES.sidePanel);
  await signInAsAda(page);
  await page.goto(`chrome-extension://${extension.extensionId}${PAGES.popup}`);
  await expect(page.getByText(ada.email)).toBeVisible();
  await signOutEverywhere(clerk, ada.id);
  expect(await askWorker(page, 'auth.getToken', { fresh: true })).toEqual({
    ok: true,
    data: { status: 'signed-out' },
  });
  await expect(page.getByRole('button', { name: 'Sign in' })).toBeVisible();
});
