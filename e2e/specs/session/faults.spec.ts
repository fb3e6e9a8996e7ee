import type { Page } from '@playwright/test';
import { PAGES } from '../../../src/config/pages';
import type { FaultEffect } from '../../servers/embedded-clerk/control/faults';
import type { EmbeddedClerk } from '../../servers/embedded-clerk/start';
import type { ExtensionBrowser } from '../../support/browser/launch';
import { activeSessions, addOrganization } from '../../support/clerk/people';
import { expect, test } from '../../support/fixtures/test';
import { askWorker } from '../../support/journey/ask-worker';
import { claimsOf, tokenOf } from '../../support/journey/claims';
import { EVERYTHING, OUT_OF_REACH } from '../../support/journey/clerk-away';
import { signedInBefore } from '../../support/journey/signed-in-before';

const MINT = 'POST /v1/client/sessions/*/tokens';

/** What goes wrong, and the code that answers those whom no valid token can serve. */
const FAULTS: { name: string; effect: FaultEffect; code: string }[] = [
  {
    name: 'Clerk offline',
    effect: { kind: 'offline' },
    code: 'CLERK_UNREACHABLE',
  },
  {
    name: 'a connection that breaks',
    effect: { kind: 'reset' },
    code: 'CLERK_UNREACHABLE',
  },
  {
    name: 'an answer later than the deadline',
    effect: { kind: 'latency', ms: 15_000 },
    code: 'CLERK_UNREACHABLE',
  },
  {
    name: 'half an answer',
    effect: { kind: 'truncatedBody' },
    code: 'CLERK_UNREACHABLE',
  },
  {
    name: 'an answer that is not JSON',
    effect: { kind: 'malformedBody' },
    code: 'CLERK_UNREACHABLE',
  },
  {
    name: '500',
    effect: { kind: 'status', status: 500 },
    code: 'CLERK_UNREACHABLE',
  },
  {
    name: '502 of a proxy, without the client header',
    effect: { kind: 'status', status: 502, body: 'Bad gateway', omitClientHeader: true },
    code: 'CLERK_UNREACHABLE',
  },
  {
    name: '404 of a captive portal, without the client header',
    effect: { kind: 'status', status: 404, body: '<html>', omitClientHeader: true },
    code: 'CLERK_UNREACHABLE',
  },
  {
    name: '200 of a captive portal, without the client header',
    effect: { kind: 'status', status: 200, body: '<html>', omitClientHeader: true },
    code: 'CLERK_UNREACHABLE',
  },
  {
    name: '429 with Retry-After',
    effect: { kind: 'status', status: 429, headers: { 'Retry-After': '7' } },
    code: 'CLERK_RATE_LIMITED',
  },
];

async function setUp(extension: ExtensionBrowser, clerk: EmbeddedClerk): Promise<Page> {
  const ada = await signedInBefore(extension, clerk);
  // A page that runs no Clerk, so that every request is the worker's.
  const page = await extension.openTab(PAGES.popup);
  await expect(page.getByText(ada.email)).toBeVisible();
  tokenOf(await askWorker(page, 'auth.getToken'));
  return page;
}

/** Clerk is well again, and the person presses "Try again", which ends every wait for it. */
async function recover(page: Page, clerk: EmbeddedClerk): Promise<void> {
  clerk.control.faults.clear();
  await askWorker(page, 'auth.refresh');
}

for (const { name, effect, code } of FAULTS) {
  test(`${name}: valid tokens are served, the rest is a typed error, the sign-in stays`, async ({
    extension,
    clerk,
  }) => {
    const page = await setUp(extension, clerk);

    await test.step('a valid token is served, by a new worker too', async () => {
      clerk.control.faults.add({ route: EVERYTHING, effect });
      expect((await askWorker(page, 'auth.getToken')).ok).toBe(true);
      await extension.worker.stop();
      const answer = await askWorker(page, 'auth.getToken');
      expect(answer).toMatchObject({ ok: true, data: { token: { source: 'vault' } } });
    });

    await test.step('a new token is refused with a code, and comes once the fault is gone', async () => {
      const answer = await askWorker(page, 'auth.getToken', { fresh: true });
      expect(answer).toMatchObject({ ok: false, error: { code, retryable: true } });
      await recover(page, clerk);
      tokenOf(await askWorker(page, 'auth.getToken', { fresh: true }));
    });

    await test.step('so does a worker that knows nothing', async () => {
      clerk.control.faults.add({ route: EVERYTHING, effect });
      await extension.worker.forget();
      const answer = await askWorker(page, 'auth.getToken');
      expect(answer).toMatchObject({ ok: false, error: { code, retryable: true } });
      await recover(page, clerk);
      const claims = claimsOf(tokenOf(await askWorker(page, 'auth.getToken')));
      expect(claims.sid).toBe((await activeSessions(clerk))[0]?.id);
    });
  });
}

test('401 and 404 for a session that lives on are errors, not a sign-out', async ({
  extension,
  clerk,
}) => {
  const page = await setUp(extension, clerk);
  for (const status of [401, 404]) {
    const body = JSON.stringify({ errors: [{ code: 'resource_not_found', message: 'no' }] });
    clerk.control.faults.add({ route: MINT, effect: { kind: 'status', status, body } });
    const answer = await askWorker(page, 'auth.getToken', { fresh: true });
    expect(answer).toMatchObject({ ok: false, error: { code: 'CLERK_REJECTED' } });
    await recover(page, clerk);
    tokenOf(await askWorker(page, 'auth.getToken', { fresh: true }));
  }
});

test('a lasting 401 on every route is a few requests an ask, not a storm', async ({
  extension,
  clerk,
}) => {
  // The popup watches, so that the worker also renews by itself.
  const page = await setUp(extension, clerk);
  // After a switch the SDK itself has an active session, and answers a 401 by asking for the client.
  await askWorker(page, 'auth.setActiveOrganization', { organizationId: null });
  const body = JSON.stringify({ errors: [{ code: 'authentication_invalid', message: 'no' }] });
  clerk.control.faults.add({ route: EVERYTHING, effect: { kind: 'status', status: 401, body } });
  clerk.control.clearRequests();
  const asks = 5;
  for (let ask = 1; ask <= asks; ask += 1) {
    const answer = await askWorker(page, 'auth.getToken', { fresh: true });
    expect(answer).toMatchObject({ ok: false, error: { code: 'MISCONFIGURED' } });
  }
  expect(clerk.control.requests().length).toBeLessThanOrEqual(asks * 4);

  await extension.worker.forget();
  clerk.control.clearRequests();
  for (let ask = 1; ask <= asks; ask += 1) {
    expect(await askWorker(page, 'auth.getToken')).toMatchObject({ ok: false });
  }
  expect(clerk.control.requests().length).toBeLessThanOrEqual(asks * 4);

  await recover(page, clerk);
  const claims = claimsOf(tokenOf(await askWorker(page, 'auth.getToken', { fresh: true })));
  expect(claims.sid).toBe((await activeSessions(clerk))[0]?.id);
});

test('the browser offline: the held token is served, the rest may be tried again', async ({
  extension,
  clerk,
}) => {
  const page = await setUp(extension, clerk);
  await extension.context.setOffline(true);
  clerk.control.faults.add({ route: EVERYTHING, effect: OUT_OF_REACH });
  expect((await askWorker(page, 'auth.getToken')).ok).toBe(true);
  const answer = await askWorker(page, 'auth.getToken', { fresh: true });
  expect(answer).toMatchObject({ ok: false, error: { retryable: true } });
  clerk.control.faults.clear();
  await extension.context.setOffline(false);
  tokenOf(await askWorker(page, 'auth.getToken', { fresh: true }));
});

test('a worker killed in mid-request loses nothing', async ({ extension, clerk }) => {
  const page = await setUp(extension, clerk);
  clerk.control.clearRequests();
  clerk.control.faults.add({ route: MINT, times: 1, effect: { kind: 'latency', ms: 15_000 } });
  const cut = askWorker(page, 'auth.getToken', { fresh: true }).then(
    () => 'answered',
    (error: unknown) => String(error),
  );
  await expect.poll(() => clerk.control.requests().length).toBeGreaterThan(0);
  await extension.worker.stop();
  expect(await cut).toMatch(/message channel closed|message port closed/);
  tokenOf(await askWorker(page, 'auth.getToken', { fresh: true }));
});

test('a request that hangs holds up no sign-out, and whoever made it hears of that', async ({
  extension,
  clerk,
}) => {
  const page = await setUp(extension, clerk);
  clerk.control.clearRequests();
  clerk.control.faults.add({ route: MINT, effect: { kind: 'latency', ms: 15_000 } });
  const asked = askWorker(page, 'auth.getToken', { fresh: true });
  await expect.poll(() => clerk.control.requests().length).toBeGreaterThan(0);
  expect(await askWorker(page, 'auth.signOut')).toEqual({ ok: true, data: {} });
  expect(await asked).toEqual({ ok: true, data: { status: 'signed-out' } });
  expect(await activeSessions(clerk)).toEqual([]);
});

test('a sign-out or a switch that Clerk cannot hear of changes nothing, and works afterwards', async ({
  extension,
  clerk,
}) => {
  const page = await setUp(extension, clerk);
  const session = (await activeSessions(clerk))[0];
  const { id: organizationId } = await addOrganization(clerk, {
    name: 'Example Works',
    members: [{ userId: session?.userId ?? '', role: 'org:admin' }],
  });
  clerk.control.faults.add({ route: EVERYTHING, effect: { kind: 'status', status: 503 } });
  for (const answer of [
    await askWorker(page, 'auth.signOut'),
    await askWorker(page, 'auth.setActiveOrganization', { organizationId }),
  ]) {
    expect(answer).toMatchObject({ ok: false, error: { code: 'CLERK_UNREACHABLE' } });
  }
  expect(claimsOf(tokenOf(await askWorker(page, 'auth.getToken'))).sid).toBe(session?.id);

  await recover(page, clerk);
  // Chrome refuses the first requests after so many 5xx by itself.
  expect(await askWorker(page, 'auth.setActiveOrganization', { organizationId })).toMatchObject({
    ok: true,
    data: { organization: { id: organizationId } },
  });
  const inWorks = claimsOf(tokenOf(await askWorker(page, 'auth.getToken')));
  expect(inWorks.o).toMatchObject({ id: organizationId });
  expect(await askWorker(page, 'auth.signOut')).toEqual({ ok: true, data: {} });
  expect(await activeSessions(clerk)).toEqual([]);
});
