import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { authContract } from '../../auth/contract';
import { pending, signedIn } from '../../auth/testing/snapshots';
import { createClient } from '../../messaging/client';
import { joinContracts } from '../../messaging/contract';
import { createRouter } from '../../messaging/router';
import { createFakeExtension } from '../../messaging/testing/fake-runtime';
import {
  contentScriptSender,
  EXTENSION_ID,
  PAGES,
  SITE,
  tabSender,
} from '../../messaging/testing/senders';
import { siteContract } from '../../site/contract';
import { type ClerkClient, createClerkClientSource } from '../clerk/client';
import { createConnectivity } from '../clerk/connectivity';
import { createClerkGateway } from '../clerk/gateway';
import { createFakeStore } from '../testing/fake-store';
import { createWorker } from '../worker';
import { createApiFetch } from './api-fetch';
import { createSiteHandlers, createTabLimit, toPublic } from './handlers';

const session = signedIn();

function setUp(isGranted: (origin: string) => Promise<boolean>) {
  const extension = createFakeExtension(EXTENSION_ID);
  const apiFetch = vi.fn(async () => ({ status: 200, headers: {}, body: '' }));
  extension.installWorker((runtime) =>
    createRouter(siteContract, createSiteHandlers({ getSession: async () => session }, apiFetch), {
      extensionId: EXTENSION_ID,
      pages: PAGES,
      isGranted,
    }).listen(runtime),
  );
  const clientOf = (sender: object) =>
    createClient(siteContract, { runtime: extension.open(sender).runtime });
  return { clientOf, apiFetch };
}

describe('the site routes', () => {
  it('serve a granted site without ids', async () => {
    const { clientOf } = setUp(async (origin) => origin === SITE);
    const said = await clientOf(contentScriptSender()).call('site.getSession', {});
    expect(said).toEqual({ status: 'signed-in', name: 'Ada Example', imageUrl: null });
  });

  it('limit the calls of one tab that are under way', async () => {
    const { clientOf } = setUp(async () => true);
    const client = clientOf(contentScriptSender());
    const calls = Array.from({ length: 50 }, () => client.call('site.getSession', {}));
    const settled = await Promise.allSettled(calls);
    const served = settled.filter(({ status }) => status === 'fulfilled');
    expect(served.length).toBeGreaterThan(0);
    expect(served.length).toBeLessThan(50);
    for (const one of settled) {
      if (one.status === 'rejected') expect(one.reason).toMatchObject({ code: 'API_BUSY' });
    }
  });

  it.each([
    ['another site', contentScriptSender('https://other.example')],
    ['a frame', { ...contentScriptSender(), frameId: 4 }],
    ['a sandboxed frame', contentScriptSender('null')],
    ['a prerendered page', { ...contentScriptSender(), documentLifecycle: 'prerender' }],
    ['an incognito tab', { ...contentScriptSender(), tab: { id: 8, incognito: true } }],
    ['one of our own pages', tabSender()],
  ])('refuse %s before its input is read', async (_who, sender) => {
    const { clientOf, apiFetch } = setUp(async (origin) => origin === SITE);
    const client = clientOf(sender);
    const request = { method: 'GET', path: '/' } as const;
    await expect(client.call('site.getSession', {})).rejects.toMatchObject({
      code: 'FORBIDDEN',
    });
    await expect(client.call('api.fetch', request)).rejects.toMatchObject({ code: 'FORBIDDEN' });
    expect(apiFetch).not.toHaveBeenCalled();
  });

  it.each([1, 'yes', {}, [true]])('admit nobody for %j, which is not true', async (verdict) => {
    const { clientOf } = setUp(async () => verdict as never);
    await expect(clientOf(contentScriptSender()).call('site.getSession', {})).rejects.toMatchObject(
      { code: 'FORBIDDEN' },
    );
  });

  it('admit nobody when the permission check rejects', async () => {
    const { clientOf } = setUp(() => Promise.reject(new Error('no answer')));
    await expect(clientOf(contentScriptSender()).call('site.getSession', {})).rejects.toMatchObject(
      { code: 'FORBIDDEN' },
    );
  });

  it('run no call that was aborted while permission was checked', async () => {
    let answer = (_isGranted: boolean) => {};
    const { clientOf, apiFetch } = setUp(
      () =>
        new Promise((resolve) => {
          answer = resolve;
        }),
    );
    const controller = new AbortController();
    const call = clientOf(contentScriptSender()).call(
      'api.fetch',
      { method: 'POST', path: '/' },
      { signal: controller.signal },
    );
    // The fake runtime delivers in microtasks.
    await new Promise((resolve) => setImmediate(resolve));
    controller.abort();
    await expect(call).rejects.toMatchObject({ code: 'ABORTED' });
    await new Promise((resolve) => setImmediate(resolve));
    answer(true);
    await new Promise((resolve) => setImmediate(resolve));
    expect(apiFetch).not.toHaveBeenCalled();
  });

  it('give nothing of an answer to a site whose grant was taken back meanwhile', async () => {
    let isGranted = true;
    const { clientOf, apiFetch } = setUp(async () => isGranted);
    apiFetch.mockImplementationOnce(async () => {
      isGranted = false;
      return { status: 200, headers: {}, body: 'for the person' };
    });
    const client = clientOf(contentScriptSender());
    const request = { method: 'GET', path: '/' } as const;
    await expect(client.call('api.fetch', request)).rejects.toMatchObject({ code: 'FORBIDDEN' });
  });

  it('join with the pages’ routes without a clash', () => {
    const joined = joinContracts(authContract, siteContract);
    expect(joined.routes.size).toBe(authContract.routes.size + siteContract.routes.size);
    expect(() => joinContracts(joined, siteContract)).toThrow(/in both/);
  });

  it('report a pending session as signed out', () => {
    expect(toPublic(pending)).toEqual({ status: 'signed-out' });
  });
});

describe('createTabLimit', () => {
  it('limits each tab separately, and admits again when a task ends', async () => {
    const limit = createTabLimit(1);
    let finish = () => {};
    const first = new Promise<void>((resolve) => {
      finish = resolve;
    });
    const running = limit.run(1, () => first);
    const one = async () => 1;
    await expect(limit.run(1, one)).rejects.toMatchObject({ code: 'API_BUSY', retryable: true });
    expect(await limit.run(2, one)).toBe(1);
    finish();
    await running;
    expect(await limit.run(1, one)).toBe(1);
  });
});

/** A granted site's client, on a worker whose SDK is what `build` makes. */
function openGrantedSite(build: () => Promise<ClerkClient>) {
  const scope = Object.assign(new EventTarget(), { navigator: { onLine: true } });
  const extension = createFakeExtension(EXTENSION_ID);
  extension.installWorker((runtime) => {
    createWorker({
      gateway: createClerkGateway({
        source: createClerkClientSource(build),
        connectivity: createConnectivity(scope),
        hasClient: async () => true,
      }),
      store: createFakeStore().store,
      runtime,
      pages: PAGES,
      onExternalChange: () => {},
      onNetworkReturn: () => {},
      onSnapshot: () => {},
      onError: () => {},
      site: ({ service, cache }) => ({
        contract: siteContract,
        handlers: createSiteHandlers(
          service,
          createApiFetch({
            api: { origin: 'https://api.example.com', prefix: '/' },
            service,
            cache,
            fetch: () => expect.fail('The API was called without a token.'),
          }),
        ),
        isGranted: () => true,
      }),
    });
  });
  const { runtime } = extension.open(contentScriptSender());
  return createClient(siteContract, { runtime });
}

describe('a granted site is answered from memory', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('while Clerk asks for fewer requests: 100 calls make one, and one more after the cool-down', async () => {
    const build = vi.fn(() => Promise.reject(tooManyRequests));
    const client = openGrantedSite(build);
    const callBoth = async () => {
      const session = client.call('site.getSession', {});
      const response = client.call('api.fetch', { method: 'GET', path: '/me' });
      const code = response.catch((error) => error.code);
      await vi.advanceTimersByTimeAsync(0);
      expect(await session).toEqual({ status: 'unavailable' });
      expect(await code).toBe('CLERK_RATE_LIMITED');
    };

    for (let round = 0; round < 50; round += 1) await callBoth();
    expect(build).toHaveBeenCalledTimes(1);
    await vi.advanceTimersByTimeAsync(RETRY_AFTER_SECONDS * 1_000);
    for (let round = 0; round < 50; round += 1) await callBoth();
    expect(build).toHaveBeenCalledTimes(2);
  });

  it('while Clerk mints no token for a session that lives: 100 calls ask for one, and once who is signed in', async () => {
    const refusal = { errors: [{ code: 'resource_not_found' }] };
    const mint = vi.fn(async () => ({ status: 404, headers: new Headers(), payload: refusal }));
    const read = vi.fn(async () => {});
    const sdk = createFakeSdk(mint, read);
    const client = openGrantedSite(async () => sdk);
    const call = async () => {
      const response = client.call('api.fetch', { method: 'GET', path: '/me' });
      const code = response.catch((error) => error.code);
      await vi.advanceTimersByTimeAsync(0);
      expect(await code).toBe('CLERK_REJECTED');
    };

    for (let round = 0; round < 100; round += 1) await call();
    expect([mint, read].map(({ mock }) => mock.calls.length)).toEqual([1, 1]);
    await vi.advanceTimersByTimeAsync(10_000);
    for (let round = 0; round < 100; round += 1) await call();
    expect([mint, read].map(({ mock }) => mock.calls.length)).toEqual([2, 2]);
  });
});

/** The SDK's client of somebody who is signed in. */
function createFakeSdk(
  request: ReturnType<ClerkClient['getFapiClient']>['request'],
  fetch: () => Promise<void>,
): ClerkClient {
  const user = {
    id: 'user_1',
    fullName: null,
    primaryEmailAddress: null,
    username: null,
    primaryPhoneNumber: null,
    hasImage: false,
    imageUrl: '',
    organizationMemberships: [],
  };
  const session = {
    id: 'sess_1',
    status: 'active',
    expireAt: new Date(1_900_000_000_000),
    lastActiveOrganizationId: null,
    lastActiveToken: null,
    user,
    clearCache: () => {},
  };
  return {
    client: {
      signedInSessions: [session],
      lastActiveSessionId: session.id,
      fetch,
      removeSessions: async () => {},
    },
    setActive: async () => {},
    handleUnauthenticated: async () => {},
    getFapiClient: () => ({ request }),
  };
}

const RETRY_AFTER_SECONDS = 30;
/** As the SDK throws it. */
const tooManyRequests = Object.assign(new Error('429'), {
  status: 429,
  retryAfter: RETRY_AFTER_SECONDS,
  errors: [{ code: 'too_many_requests' }],
});
