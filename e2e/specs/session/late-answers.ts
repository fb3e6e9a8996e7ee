import type { Page } from '@playwright/test';
import { PAGES } from '../../../src/config/pages';
import type { EmbeddedClerk } from '../../servers/embedded-clerk/start';
import type { ExtensionBrowser } from '../../support/browser/launch';
import { activeSessions } from '../../support/clerk/people';
import { expect, test } from '../../support/fixtures/test';
import { askWorker } from '../../support/journey/ask-worker';
import { claimsOf, tokenOf } from '../../support/journey/claims';
import { addAda, signInAsAda } from '../../support/journey/sign-in';

const CLIENT = 'GET /v1/client';

/**
 * Makes the worker's next answer about the client late, and has the worker ask: returns once the
 * question is on its way, or answered without one.
 */
async function workerAsksSlowly(page: Page, clerk: EmbeddedClerk, ms: number): Promise<void> {
  clerk.control.clearRequests();
  clerk.control.faults.add({ route: CLIENT, times: 1, effect: { kind: 'latency', ms } });
  let answered = false;
  const end = () => {
    answered = true;
  };
  // The page may be closed before the answer comes; that is not what is tested.
  askWorker(page, 'auth.getSession').then(end, end);
  const asked = () => clerk.control.requests().some(({ path }) => path === '/v1/client');
  await expect.poll(() => answered || asked()).toBe(true);
}

/** Once every late answer has come, a worker that remembers nothing still finds Ada signed in. */
async function expectStillSignedIn(
  { worker }: ExtensionBrowser,
  page: Page,
  clerk: EmbeddedClerk,
  userId: string,
): Promise<void> {
  const pending = () => clerk.control.requests().filter(({ status }) => status === null);
  await expect.poll(pending, { timeout: 30_000 }).toEqual([]);
  expect(await activeSessions(clerk)).toHaveLength(1);
  await worker.forget();
  const token = tokenOf(await askWorker(page, 'auth.getToken', { fresh: true }));
  expect(claimsOf(token)).toMatchObject({ sub: userId, sid: (await activeSessions(clerk))[0]?.id });
}

/** Defines the tests for the kind of key that the file which calls this uses. */
export function testLateAnswers(): void {
  for (const { delay, ms } of [
    { delay: 'late', ms: 7_000 },
    { delay: 'later than the worker waits', ms: 20_000 },
  ]) {
    test(`a first answer that comes ${delay} does not end a sign-in made meanwhile`, async ({
      extension,
      clerk,
    }) => {
      const ada = await addAda(clerk);
      const page = await extension.openTab(PAGES.popup);
      await extension.worker.forget();
      await workerAsksSlowly(page, clerk, ms);
      await signInAsAda(await extension.openTab(PAGES.sidePanel));
      await expectStillSignedIn(extension, page, clerk, ada.id);
    });

    test(`an answer about the client before a sign-in that comes ${delay} does not end it`, async ({
      extension,
      clerk,
    }) => {
      const ada = await addAda(clerk);
      const panel = await extension.openTab(PAGES.sidePanel);
      await expect(panel.getByLabel('Email address')).toBeVisible();
      const page = await extension.openTab(PAGES.popup);
      await extension.worker.forget();
      await workerAsksSlowly(page, clerk, ms);
      await panel.bringToFront();
      await signInAsAda(panel);
      await expectStillSignedIn(extension, page, clerk, ada.id);
    });
  }

  test('a sign-in after a sign-out is not ended by an answer about the client before', async ({
    extension,
    clerk,
  }) => {
    const ada = await addAda(clerk);
    const panel = await extension.openTab(PAGES.sidePanel);
    await signInAsAda(panel);
    const page = await extension.openTab(PAGES.popup);
    expect(await askWorker(page, 'auth.signOut')).toMatchObject({ ok: true });
    await expect(panel.getByLabel('Email address')).toBeVisible();
    await extension.worker.forget();
    await workerAsksSlowly(page, clerk, 7_000);
    await panel.bringToFront();
    await signInAsAda(panel);
    await expectStillSignedIn(extension, page, clerk, ada.id);
  });
}
