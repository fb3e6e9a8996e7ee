import { PAGES } from '../../../src/config/pages';
import { activeSessions } from '../../support/clerk/people';
import { expect, test } from '../../support/fixtures/test';
import { askWorker } from '../../support/journey/ask-worker';
import { claimsOf, tokenOf } from '../../support/journey/claims';
import { EVERYTHING } from '../../support/journey/clerk-away';
import { addAda, signInAsAda } from '../../support/journey/sign-in';

// A production key names its client by an Authorization header that changes with every answer.
test.use({ mode: 'production' });

test('a production key: sign in, tokens, worker death, restart of the browser, sign out', async ({
  launch,
  clerk,
}, testInfo) => {
  const ada = await addAda(clerk);
  const profileDir = testInfo.outputPath('profile');
  const first = await launch({ profileDir });
  const panel = await first.openTab(PAGES.sidePanel);
  const popup = await first.openTab(PAGES.popup);
  await signInAsAda(panel);
  await expect(popup.getByText(ada.email)).toBeVisible();
  await panel.close();
  expect(claimsOf(tokenOf(await askWorker(popup, 'auth.getToken'))).sub).toBe(ada.id);

  await first.worker.stop();
  const fresh = await askWorker(popup, 'auth.getToken', { fresh: true });
  expect(claimsOf(tokenOf(fresh)).sub).toBe(ada.id);
  await first.close();

  const second = await launch({ profileDir });
  const again = await second.openTab(PAGES.popup);
  await expect(again.getByText(ada.email)).toBeVisible();
  expect(claimsOf(tokenOf(await askWorker(again, 'auth.getToken'))).sub).toBe(ada.id);
  await again.getByRole('button', { name: 'Sign out' }).click();
  await expect(again.getByRole('button', { name: 'Sign in' })).toBeVisible();
  expect(await askWorker(again, 'auth.getToken')).toMatchObject({ data: { status: 'signed-out' } });
  expect(await activeSessions(clerk)).toEqual([]);
  // Clerk ends the sessions and keeps the client, which the next sign-in uses.
  const kept = await second.worker.evaluate(() => chrome.storage.local.get());
  expect(Object.keys(kept)).toEqual([expect.stringContaining('__clerk_client_jwt')]);
  const held = await second.worker.evaluate(() => chrome.storage.session.get());
  expect(JSON.stringify(held)).not.toContain('eyJ');
});

test('after a sign-out elsewhere the open panel signs in again', async ({ extension, clerk }) => {
  await addAda(clerk);
  const panel = await extension.openTab(PAGES.sidePanel);
  const popup = await extension.openTab(PAGES.popup);
  await signInAsAda(panel);
  const before = await extension.worker.evaluate(() => chrome.storage.local.get());
  await popup.getByRole('button', { name: 'Sign out' }).click();
  await signInAsAda(panel);
  tokenOf(await askWorker(popup, 'auth.getToken'));
  const after = await extension.worker.evaluate(() => chrome.storage.local.get());
  expect(Object.keys(after)).toEqual(Object.keys(before));
  expect(Object.values(after)).not.toEqual(Object.values(before));
  expect(await activeSessions(clerk)).toHaveLength(1);
});

test('an answer that is not Clerk’s costs nothing on a production key either', async ({
  extension,
  clerk,
}) => {
  const ada = await addAda(clerk);
  const panel = await extension.openTab(PAGES.sidePanel);
  const popup = await extension.openTab(PAGES.popup);
  await signInAsAda(panel);
  await panel.close();
  await expect(popup.getByText(ada.email)).toBeVisible();
  for (const status of [200, 404, 502]) {
    clerk.control.faults.add({
      route: EVERYTHING,
      effect: { kind: 'status', status, body: '<html>', omitClientHeader: true },
    });
    const answer = await askWorker(popup, 'auth.getToken', { fresh: true });
    expect(answer).toMatchObject({ ok: false, error: { retryable: true } });
    clerk.control.faults.clear();
    // As "Try again" does: it ends the wait after failures.
    await askWorker(popup, 'auth.refresh');
    tokenOf(await askWorker(popup, 'auth.getToken', { fresh: true }));
  }
});
