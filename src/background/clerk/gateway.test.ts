import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ADA } from '../../auth/testing/snapshots';
import type { RouteError } from '../../messaging/errors';
import type { ClerkClient, ClerkSession } from './client';
import { createClerkClientSource } from './client';
import { createConnectivity } from './connectivity';
import { type ClerkGateway, createClerkGateway } from './gateway';

const SECRET = 'eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJ1c2VyXzEifQ.c2lnbmF0dXJl';
const scope = { sessionId: 'sess_1', organizationId: 'org_1', template: null };

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

function fakeSession(): ClerkSession {
  return {
    id: 'sess_1',
    status: 'active',
    expireAt: new Date(10_000),
    lastActiveOrganizationId: 'org_1',
    lastActiveToken: null,
    clearCache: vi.fn(),
    user: {
      id: 'user_1',
      fullName: 'Ada Example',
      primaryEmailAddress: { emailAddress: 'ada@example.com' },
      username: null,
      primaryPhoneNumber: { phoneNumber: '+12015550123' },
      hasImage: false,
      imageUrl: 'https://img.example.com/default',
      organizationMemberships: [
        {
          role: 'org:admin',
          permissions: ['org:a:read'],
          organization: {
            id: 'org_1',
            name: 'One',
            slug: 'one',
            hasImage: true,
            imageUrl: 'https://i',
          },
        },
      ],
    },
  };
}

/** A network the test can cut, and a client whose answers it chooses. */
function setUp() {
  const scope = Object.assign(new EventTarget(), { navigator: { onLine: true } });
  const request = vi.fn();
  const client: ClerkClient = {
    client: {
      signedInSessions: [fakeSession()],
      lastActiveSessionId: 'sess_1',
      fetch: vi.fn(async () => {}),
      removeSessions: vi.fn(async () => {}),
    },
    setActive: vi.fn(async () => {}),
    handleUnauthenticated: async () => {},
    getFapiClient: () => ({ request }),
  };
  const build = vi.fn(async (_signal: AbortSignal) => client);
  const source = createClerkClientSource(build);
  const hasClient = vi.fn(async () => true);
  const heardAt = vi.fn(async (): Promise<number | undefined> => undefined);
  const gateway = createClerkGateway({
    source,
    connectivity: createConnectivity(scope),
    hasClient,
    heardAt,
    clientAnsweredAt: () => 1_000,
    now: () => 42,
  });
  const cut = () => {
    scope.navigator.onLine = false;
    scope.dispatchEvent(new Event('offline'));
  };
  const restore = () => {
    scope.navigator.onLine = true;
    scope.dispatchEvent(new Event('online'));
  };
  return { gateway, client, build, request, hasClient, heardAt, cut, restore };
}

/** What takes longer than any caller waits, or as long as told. */
const later = <T>(value: T, ms = 30_000) =>
  new Promise<T>((resolve) => setTimeout(() => resolve(value), ms));

const answer = (status: number, payload: unknown, headers = {}) => ({
  status,
  payload,
  headers: new Headers(headers),
});

describe('readSession', () => {
  it('builds the client the first time and reloads it after', async () => {
    const { gateway, client, build } = setUp();
    expect(await gateway.readSession()).toEqual({
      status: 'signed-in',
      user: { ...ADA, identifier: '+12015550123' },
      sessionId: 'sess_1',
      sessionExpiresAt: 10_000,
      organization: {
        id: 'org_1',
        name: 'One',
        slug: 'one',
        imageUrl: 'https://i',
        role: 'org:admin',
        permissions: ['org:a:read'],
      },
      memberships: [{ id: 'org_1', name: 'One', imageUrl: 'https://i' }],
      accounts: [{ sessionId: 'sess_1', user: { ...ADA, identifier: '+12015550123' } }],
      personalAccount: true,
      fetchedAt: 42,
    });
    expect(client.client?.fetch).not.toHaveBeenCalled();
    await gateway.readSession();
    expect(build).toHaveBeenCalledTimes(1);
    expect(client.client?.fetch).toHaveBeenCalledTimes(1);
  });

  it('tries three times at most, and ends when its time is up', async () => {
    const { gateway, client } = setUp();
    await gateway.readSession();
    const fetch = vi.mocked((client.client as NonNullable<ClerkClient['client']>).fetch);
    fetch.mockImplementation(() => new Promise(() => {}));
    const read = expect(gateway.readSession()).rejects.toMatchObject({ code: 'CLERK_UNREACHABLE' });
    await vi.advanceTimersByTimeAsync(7_999);
    const [options] = fetch.mock.calls[0] ?? [];
    expect([options?.fetchMaxTries, options?.abortSignal.aborted]).toEqual([3, false]);
    await vi.advanceTimersByTimeAsync(1);
    await read;
    expect(options?.abortSignal.aborted).toBe(true);
  });

  it('is signed out without asking Clerk while there is no client', async () => {
    const { gateway, build, hasClient } = setUp();
    hasClient.mockResolvedValue(false);
    expect(await gateway.readSession()).toEqual({ status: 'signed-out', fetchedAt: 42 });
    await gateway.signOut();
    expect(build).not.toHaveBeenCalled();
  });

  it.each([
    ['readSession', (gateway: ClerkGateway) => gateway.readSession()],
    ['signOut', (gateway: ClerkGateway) => gateway.signOut()],
  ])(
    'ends when its time is up while storage hangs, without a word about Clerk: %s',
    async (_name, act) => {
      const { gateway, build, hasClient } = setUp();
      for (let ask = 0; ask < 3; ask += 1) {
        hasClient.mockImplementationOnce(() => later(true));
        const acted = expect(act(gateway)).rejects.toMatchObject({ code: 'CLERK_UNREACHABLE' });
        await vi.advanceTimersByTimeAsync(8_000);
        await acted;
      }
      await vi.advanceTimersByTimeAsync(60_000);
      expect(build).not.toHaveBeenCalled();
      expect(await gateway.readSession()).toMatchObject({ status: 'signed-in' });
    },
  );

  it('stops the timers the SDK sets for the tokens it saw', async () => {
    const { gateway, client } = setUp();
    await gateway.readSession();
    expect(client.client?.signedInSessions[0]?.clearCache).toHaveBeenCalled();
  });

  it('follows the session last made active, else the first, else none', async () => {
    const { gateway, client } = setUp();
    const inner = client.client as NonNullable<ClerkClient['client']>;
    inner.signedInSessions.unshift({ ...fakeSession(), id: 'sess_0' });
    expect(await gateway.readSession()).toMatchObject({
      sessionId: 'sess_1',
      accounts: [{ sessionId: 'sess_0' }, { sessionId: 'sess_1' }],
    });
    inner.lastActiveSessionId = null;
    expect(await gateway.readSession()).toMatchObject({ sessionId: 'sess_0' });
    inner.signedInSessions.length = 0;
    expect(await gateway.readSession()).toEqual({ status: 'signed-out', fetchedAt: 42 });
  });

  it('calls a session that owes a task pending', async () => {
    const { gateway, client } = setUp();
    const [session] = client.client?.signedInSessions ?? [];
    if (session) session.status = 'pending';
    expect(await gateway.readSession()).toMatchObject({ status: 'pending', sessionId: 'sess_1' });
  });

  it('does not believe an answer given while the network was away, which reads as signed out', async () => {
    const { gateway, client, build, cut, restore } = setUp();
    const inner = client.client as NonNullable<ClerkClient['client']>;
    build.mockImplementationOnce(async () => {
      cut();
      restore();
      return { ...client, client: { ...inner, signedInSessions: [] } };
    });
    await expect(gateway.readSession()).rejects.toMatchObject({ retryable: true });
    expect(await gateway.readSession()).toMatchObject({ status: 'signed-in' });
    expect(build).toHaveBeenCalledTimes(2);
  });

  it('ends when its time is up while Clerk does not answer, and starts anew after', async () => {
    const { gateway, client, build } = setUp();
    build.mockImplementationOnce(() => new Promise(() => {}));
    const read = expect(gateway.readSession()).rejects.toMatchObject({ code: 'CLERK_UNREACHABLE' });
    await vi.advanceTimersByTimeAsync(8_000);
    await read;
    expect(await gateway.readSession()).toMatchObject({ status: 'signed-in' });
    expect(client.client?.fetch).not.toHaveBeenCalled();
  });

  it('asks nothing while the browser says that there is no network', async () => {
    const { gateway, build, cut } = setUp();
    cut();
    await expect(gateway.readSession()).rejects.toMatchObject({ code: 'OFFLINE' });
    await expect(gateway.mintToken(scope)).rejects.toMatchObject({ code: 'OFFLINE' });
    expect(build).not.toHaveBeenCalled();
  });

  it('leaves no timer of the SDK behind, though its caller was told that it failed', async () => {
    const { gateway, client, build } = setUp();
    build.mockImplementationOnce(() => later(client));
    const read = expect(gateway.readSession()).rejects.toMatchObject({ code: 'CLERK_UNREACHABLE' });
    await vi.advanceTimersByTimeAsync(60_000);
    await read;
    expect(client.client?.signedInSessions[0]?.clearCache).toHaveBeenCalled();
  });

  it('asks again when it joins a build that somebody else had under way', async () => {
    const { gateway, client, request } = setUp();
    request.mockResolvedValue(answer(200, { object: 'token', jwt: SECRET }));
    await Promise.all([gateway.mintToken(scope), gateway.readSession()]);
    expect(client.client?.fetch).toHaveBeenCalledTimes(1);
  });

  it('forgets a client that Clerk no longer knows, and starts anew', async () => {
    const { gateway, build } = setUp();
    const errors = [{ code: 'dev_browser_unauthenticated' }];
    build.mockRejectedValueOnce(Object.assign(new Error(SECRET), { status: 401, errors }));
    await expect(gateway.readSession()).rejects.toMatchObject({ retryable: true });
    expect(await gateway.readSession()).toMatchObject({ status: 'signed-in' });
  });

  it('takes a 4xx without Clerk’s own error shape for somebody else’s', async () => {
    const { gateway, build } = setUp();
    build.mockRejectedValueOnce(Object.assign(new Error('Forbidden'), { status: 403 }));
    await expect(gateway.readSession()).rejects.toMatchObject({
      code: 'CLERK_UNREACHABLE',
      retryable: true,
    });
  });

  it('says that Clerk wants a captcha, which a worker cannot show', async () => {
    const { gateway, build } = setUp();
    build.mockRejectedValue(Object.assign(new Error(SECRET), { code: 'captcha_unavailable' }));
    await expect(gateway.readSession()).rejects.toMatchObject({
      code: 'CLERK_REJECTED',
      retryable: false,
      details: { clerkCode: 'requires_captcha', cause: 'bot-protection' },
    });
  });

  it('says that the configuration is wrong when Clerk refuses the client itself', async () => {
    const { gateway, build } = setUp();
    const errors = [{ code: 'host_invalid' }];
    build.mockRejectedValueOnce(Object.assign(new Error(SECRET), { status: 400, errors }));
    await expect(gateway.readSession()).rejects.toMatchObject({
      code: 'MISCONFIGURED',
      retryable: false,
    });
  });
});

describe('a refusal', () => {
  afterEach(() => vi.setSystemTime(vi.getRealSystemTime()));

  it.each([
    [400, 'native_api_disabled', 'MISCONFIGURED', 'native-api-off'],
    [400, 'origin_authorization_headers_conflict', 'MISCONFIGURED', 'origin-not-allowed'],
    [400, 'origin_invalid', 'MISCONFIGURED', 'origin-not-allowed'],
    [400, 'host_invalid', 'MISCONFIGURED', 'unknown-key'],
    [400, 'captcha_invalid', 'CLERK_REJECTED', 'bot-protection'],
    [403, 'user_banned', 'CLERK_REJECTED', 'user-banned'],
    [403, 'user_locked', 'CLERK_REJECTED', 'user-locked'],
    [403, 'user_deactivated', 'CLERK_REJECTED', 'user-deactivated'],
    [503, 'maintenance_mode', 'CLERK_UNREACHABLE', 'maintenance'],
  ])('%i %s is %s, because of %s, at whatever', async (status, clerkCode, code, cause) => {
    const { gateway, build, client, request } = setUp();
    const errors = [{ code: clerkCode, message: SECRET }];
    build.mockRejectedValueOnce(Object.assign(new Error(SECRET), { status, errors }));
    const expected = { code, retryable: status === 503, details: { status, clerkCode, cause } };
    await expect(gateway.readSession()).rejects.toMatchObject(expected);
    request.mockResolvedValue(answer(status, { errors }));
    await expect(gateway.mintToken(scope)).rejects.toMatchObject(expected);
    expect(client.client?.removeSessions).not.toHaveBeenCalled();
  });

  it('that no cause explains is a misconfiguration of the load alone', async () => {
    const { gateway, build } = setUp();
    const errors = [{ code: 'something_new' }];
    build.mockRejectedValueOnce(Object.assign(new Error(SECRET), { status: 400, errors }));
    const error = await gateway.readSession().catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ code: 'MISCONFIGURED', details: { clerkCode: 'something_new' } });
    expect(error).not.toHaveProperty('details.cause');
  });

  it('is the clock’s where nothing answers and that is years behind', async () => {
    vi.setSystemTime(Date.UTC(2001, 0));
    const { gateway, request } = setUp();
    request.mockRejectedValue(new TypeError('Failed to fetch'));
    await expect(gateway.mintToken(scope)).rejects.toMatchObject({
      code: 'CLERK_UNREACHABLE',
      details: { cause: 'clock-wrong' },
    });
  });
});

describe('a clock that is off', () => {
  it('is not looked for where the storage cannot say when Clerk answered', async () => {
    const { gateway, request, heardAt } = setUp();
    heardAt.mockRejectedValue(new Error('storage'));
    request.mockRejectedValue(new TypeError('Failed to fetch'));
    await expect(gateway.mintToken(scope)).rejects.toMatchObject({ code: 'CLERK_UNREACHABLE' });
  });

  it('is told by when Clerk last answered, in either direction, and only where nothing answers', async () => {
    const DAY = 24 * 3600 * 1000;
    const now = Date.UTC(2027, 5, 15);
    vi.setSystemTime(now);
    const causeWhen = async (heardAt: number | undefined, error: unknown) => {
      const { gateway, request, heardAt: known } = setUp();
      known.mockResolvedValue(heardAt);
      request.mockRejectedValue(error);
      const thrown = await gateway.mintToken(scope).catch((rejection: unknown) => rejection);
      return (thrown as RouteError).details?.cause;
    };
    const silence = new TypeError('Failed to fetch');
    expect(await causeWhen(now + 3 * DAY, silence)).toBe('clock-wrong');
    expect(await causeWhen(now - 500 * DAY, silence)).toBe('clock-wrong');
    expect(await causeWhen(now - 30 * DAY, silence)).toBeUndefined();
    expect(await causeWhen(undefined, silence)).toBeUndefined();
    expect(await causeWhen(now + 3 * DAY, { status: 503 })).toBeUndefined();
    const refusal = { status: 403, errors: [{ code: 'user_banned' }] };
    expect(await causeWhen(now + 3 * DAY, refusal)).toBe('user-banned');
  });
});

describe('mintToken', () => {
  it('asks for that session, organisation and template, once and with a way to cancel', async () => {
    const { gateway, request } = setUp();
    request.mockResolvedValue(answer(200, { object: 'token', jwt: SECRET }));
    expect(await gateway.mintToken(scope)).toEqual({ jwt: SECRET, ageSeconds: 0 });
    await gateway.mintToken({ ...scope, template: 'a/b?', organizationId: null });
    expect(request.mock.calls.map(([init]) => [init.path, init.body.organizationId])).toEqual([
      ['/client/sessions/sess_1/tokens', 'org_1'],
      // Nor does the SDK name an organisation beside a template.
      ['/client/sessions/sess_1/tokens/a%2Fb%3F', undefined],
    ]);
    expect(request.mock.calls[0]?.[1]).toEqual({ fetchMaxTries: 1 });
  });

  it.each([
    [500, 'CLERK_UNREACHABLE', true],
    [503, 'CLERK_UNREACHABLE', true],
    [200, 'CLERK_UNREACHABLE', true],
    [429, 'CLERK_RATE_LIMITED', true],
    [404, 'CLERK_REJECTED', false],
    [422, 'CLERK_REJECTED', false],
  ])('turns %i without a token into %s', async (status, code, retryable) => {
    const { gateway, request } = setUp();
    request.mockResolvedValue(
      answer(status, { errors: [{ code: 'some_code', message: SECRET }] }, { 'retry-after': '7' }),
    );
    const error = await gateway.mintToken(scope).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ code, retryable });
    if (status === 429) expect(error).toMatchObject({ details: { retryAfterSeconds: 7 } });
  });

  it('takes the token that came with a client it had to build, and mints the next', async () => {
    const { gateway, client, request } = setUp();
    const payload = btoa(JSON.stringify({ iat: 990, exp: 1_050, o: { id: 'org_1' } }));
    const jwt = `header.${payload}.signature`;
    const [session] = client.client?.signedInSessions ?? [];
    Object.assign(session ?? {}, { lastActiveToken: { getRawString: () => jwt } });
    request.mockResolvedValue(answer(200, { object: 'token', jwt: SECRET }));
    expect(await gateway.mintToken(scope)).toEqual({ jwt, ageSeconds: 11 });
    expect(request).not.toHaveBeenCalled();
    expect(await gateway.mintToken(scope)).toEqual({ jwt: SECRET, ageSeconds: 0 });
  });

  it('leaves no timer of the SDK behind when it builds the client', async () => {
    const { gateway, client, request } = setUp();
    request.mockResolvedValue(answer(200, { object: 'token', jwt: SECRET }));
    await gateway.mintToken(scope);
    expect(client.client?.signedInSessions[0]?.clearCache).toHaveBeenCalled();
  });

  it('cancels the request when its time is up', async () => {
    const { gateway, request } = setUp();
    request.mockImplementation(() => new Promise(() => {}));
    const mint = expect(gateway.mintToken(scope)).rejects.toMatchObject({
      code: 'CLERK_UNREACHABLE',
    });
    await vi.advanceTimersByTimeAsync(8_000);
    await mint;
    expect(request.mock.calls[0]?.[0].signal.aborted).toBe(true);
  });

  it('never repeats what the SDK says, which may hold the client JWT', async () => {
    const { gateway, request } = setUp();
    const url = `https://clerk.example.com/v1/client?__clerk_db_jwt=${SECRET}`;
    request.mockRejectedValue(new Error(`Network error at "${url}"`));
    const error = (await gateway.mintToken(scope).catch((thrown: unknown) => thrown)) as Error;
    expect(error.message).not.toContain('eyJ');
    expect(JSON.stringify(error)).not.toContain('eyJ');
  });
});

describe('signOut', () => {
  it('ends the sessions without the SDK method that navigates', async () => {
    const { gateway, client } = setUp();
    await gateway.signOut();
    expect(client.client?.removeSessions).toHaveBeenCalledTimes(1);
  });
});

describe('an operation whose caller was told that it failed', () => {
  it.each([
    ['signOut', (gateway: ClerkGateway) => gateway.signOut()],
    [
      'setActiveOrganization',
      (gateway: ClerkGateway) => gateway.setActiveOrganization('sess_1', 'org_1'),
    ],
    ['setActiveSession', (gateway: ClerkGateway) => gateway.setActiveSession('sess_1')],
  ])('does not happen later: %s', async (_name, act) => {
    const { gateway, client, build } = setUp();
    build.mockImplementationOnce(() => later(client));
    const acted = expect(act(gateway)).rejects.toMatchObject({ code: 'CLERK_UNREACHABLE' });
    await vi.advanceTimersByTimeAsync(60_000);
    await acted;
    expect(client.client?.removeSessions).not.toHaveBeenCalled();
    expect(client.setActive).not.toHaveBeenCalled();
  });

  it.each([
    [
      'signOut',
      (gateway: ClerkGateway) => gateway.signOut(),
      ({ client }: ClerkClient) => client?.removeSessions,
    ],
    [
      'setActiveOrganization',
      (gateway: ClerkGateway) => gateway.setActiveOrganization('sess_1', 'org_1'),
      (client: ClerkClient) => client.setActive,
    ],
    [
      'setActiveSession',
      (gateway: ClerkGateway) => gateway.setActiveSession('sess_1'),
      (client: ClerkClient) => client.setActive,
    ],
  ])('ends its request, which keeps sign-ins waiting: %s', async (_name, act, method) => {
    const { gateway, client, build } = setUp();
    vi.mocked(method(client) as () => Promise<unknown>).mockImplementation(
      () => new Promise(() => {}),
    );
    const acted = expect(act(gateway)).rejects.toMatchObject({ code: 'CLERK_UNREACHABLE' });
    await vi.advanceTimersByTimeAsync(7_999);
    expect(build.mock.calls[0]?.[0].aborted).toBe(false);
    await vi.advanceTimersByTimeAsync(1);
    await acted;
    expect(build.mock.calls[0]?.[0].aborted).toBe(true);
    expect(await gateway.readSession()).toMatchObject({ status: 'signed-in' });
    expect(build).toHaveBeenCalledTimes(2);
  });

  it('does not happen later when the caller itself gave up before', async () => {
    const { gateway, client, build } = setUp();
    build.mockImplementationOnce(() => later(client, 5_000));
    const caller = new AbortController();
    const acted = gateway.setActiveOrganization('sess_1', 'org_1', caller.signal).catch(() => {});
    caller.abort();
    await vi.advanceTimersByTimeAsync(60_000);
    await acted;
    expect(client.setActive).not.toHaveBeenCalled();
  });
});

describe.each([
  ['signOut', (gateway: ClerkGateway) => gateway.signOut()],
  [
    'setActiveOrganization',
    (gateway: ClerkGateway) => gateway.setActiveOrganization('sess_1', 'org_1'),
  ],
  ['setActiveSession', (gateway: ClerkGateway) => gateway.setActiveSession('sess_1')],
])('a request that hangs while a change begins: %s', (_name, change) => {
  const hangs = (signal: AbortSignal) =>
    new Promise<never>((_, reject) => {
      signal.addEventListener('abort', () => reject(signal.reason));
    });

  it('is ended if it is for a token, and is no failure of Clerk’s', async () => {
    const { gateway, request } = setUp();
    await gateway.readSession();
    request.mockImplementation(({ signal }) => hangs(signal));
    const mints = [gateway.mintToken(scope), gateway.mintToken(scope)];
    const ended = mints.map((mint) =>
      expect(mint).rejects.toMatchObject({ code: 'CLERK_UNREACHABLE' }),
    );
    await vi.advanceTimersByTimeAsync(1);
    await change(gateway);
    await Promise.all(ended);
    request.mockResolvedValue(answer(200, { jwt: SECRET }));
    expect(await gateway.mintToken(scope)).toMatchObject({ jwt: SECRET });
  });

  it('is asked anew if it is a read, however long the SDK takes to give it up', async () => {
    const { gateway, client } = setUp();
    await gateway.readSession();
    const fetch = vi.mocked(client.client?.fetch as NonNullable<ClerkClient['client']>['fetch']);
    fetch.mockReturnValueOnce(new Promise(() => {}));
    const read = gateway.readSession();
    await vi.advanceTimersByTimeAsync(1);
    await change(gateway);
    expect(await read).toMatchObject({ status: 'signed-in' });
    const [[ended] = [], ...later] = fetch.mock.calls;
    expect(ended?.abortSignal.aborted).toBe(true);
    expect(later).not.toEqual([]);
  });
});

describe('setActiveOrganization', () => {
  it('switches the session named', async () => {
    const { gateway, client } = setUp();
    await gateway.setActiveOrganization('sess_1', null);
    expect(client.setActive).toHaveBeenCalledWith({ session: 'sess_1', organization: null });
  });

  it('switches to an organisation of the user without a further request', async () => {
    const { gateway, client } = setUp();
    const after = await gateway.setActiveOrganization('sess_1', 'org_1');
    expect(after).toMatchObject({ sessionId: 'sess_1', organization: { id: 'org_1' } });
    expect(client.setActive).toHaveBeenCalledWith({ session: 'sess_1', organization: 'org_1' });
    expect(client.client?.fetch).not.toHaveBeenCalled();
  });

  it('does not take what the SDK noted for an answer when Clerk refuses the session', async () => {
    const { gateway, client } = setUp();
    client.setActive = () => client.handleUnauthenticated();
    expect(await gateway.setActiveOrganization('sess_1', 'org_1')).toBeNull();
  });

  it('does not take an answer for the one asked for when it names another organisation', async () => {
    const { gateway } = setUp();
    expect(await gateway.setActiveOrganization('sess_1', null)).toBeNull();
  });

  it.each(['org_2', 'one', 'ONE', ''])('refuses "%s", which is no membership', async (id) => {
    const { gateway, client } = setUp();
    await expect(gateway.setActiveOrganization('sess_1', id)).rejects.toMatchObject({
      code: 'NOT_A_MEMBER',
      retryable: false,
    });
    expect(client.setActive).not.toHaveBeenCalled();
  });

  it('finds a membership that is new', async () => {
    const { gateway, client } = setUp();
    const [session] = client.client?.signedInSessions ?? [];
    const [membership] = session?.user?.organizationMemberships ?? [];
    if (!client.client || !membership) throw new Error('The fake client has no membership.');
    client.client.fetch = async () => {
      const organization = { ...membership.organization, id: 'org_2' };
      session?.user?.organizationMemberships.push({ ...membership, organization });
    };
    await gateway.setActiveOrganization('sess_1', 'org_2');
    expect(client.setActive).toHaveBeenCalledOnce();
  });
});

describe('setActiveSession', () => {
  /** Clerk's client has a second session, and makes active what it is asked to. */
  function setUpTwo() {
    const world = setUp();
    const inner = world.client.client as NonNullable<ClerkClient['client']>;
    inner.signedInSessions.push({ ...fakeSession(), id: 'sess_2' });
    const setActive = vi.fn<ClerkClient['setActive']>(async ({ session }) => {
      inner.lastActiveSessionId = session;
    });
    world.client.setActive = setActive;
    return { ...world, inner, setActive };
  }

  it('switches to another session of the client, and leaves its organisation to Clerk', async () => {
    const { gateway, setActive } = setUpTwo();
    expect(await gateway.setActiveSession('sess_2')).toMatchObject({
      sessionId: 'sess_2',
      organization: { id: 'org_1' },
    });
    expect(setActive).toHaveBeenCalledExactlyOnceWith({ session: 'sess_2' });
  });

  it('asks Clerk for the client first, for what is known may be old', async () => {
    const { gateway, inner, setActive } = setUpTwo();
    await gateway.readSession();
    expect(inner.fetch).not.toHaveBeenCalled();
    inner.fetch = vi.fn(async () => {
      expect(setActive).not.toHaveBeenCalled();
    });
    await gateway.setActiveSession('sess_2');
    expect(inner.fetch).toHaveBeenCalledOnce();
  });

  it.each(['sess_3', 'sess_', '', '../sess_2'])('refuses "%s", which is no session', async (id) => {
    const { gateway, setActive } = setUpTwo();
    await expect(gateway.setActiveSession(id)).rejects.toMatchObject({
      code: 'UNKNOWN_SESSION',
      retryable: false,
    });
    expect(setActive).not.toHaveBeenCalled();
  });

  it('refuses every session without a client, and asks nobody', async () => {
    const { gateway, build, hasClient } = setUpTwo();
    hasClient.mockResolvedValue(false);
    await expect(gateway.setActiveSession('sess_2')).rejects.toMatchObject({
      code: 'UNKNOWN_SESSION',
    });
    expect(build).not.toHaveBeenCalled();
  });

  it('does not take a lost network for a session that is over', async () => {
    const { gateway, inner, cut, setActive } = setUpTwo();
    await gateway.readSession();
    inner.fetch = async () => {
      cut();
      inner.signedInSessions.length = 0;
    };
    await expect(gateway.setActiveSession('sess_2')).rejects.toMatchObject({ code: 'OFFLINE' });
    expect(setActive).not.toHaveBeenCalled();
  });

  it('does not take another session for the one asked for', async () => {
    const { gateway, client } = setUpTwo();
    client.setActive = async () => {};
    expect(await gateway.setActiveSession('sess_2')).toBeNull();
    client.setActive = () => client.handleUnauthenticated();
    expect(await gateway.setActiveSession('sess_1')).toBeNull();
  });

  it('says of a session that owes a step that it is pending', async () => {
    const { gateway, inner } = setUpTwo();
    Object.assign(inner.signedInSessions[1] ?? {}, { status: 'pending' });
    expect(await gateway.setActiveSession('sess_2')).toMatchObject({
      status: 'pending',
      sessionId: 'sess_2',
    });
  });
});

describe('while Clerk fails', () => {
  const failing = (status: number, headers = {}) => answer(status, { errors: [] }, headers);

  it('a hundred asks under 429 with Retry-After are one request', async () => {
    const { gateway, request } = setUp();
    request.mockResolvedValue(failing(429, { 'retry-after': '7' }));
    for (let ask = 0; ask < 100; ask += 1) {
      await expect(gateway.mintToken(scope)).rejects.toMatchObject({ code: 'CLERK_RATE_LIMITED' });
    }
    expect(request).toHaveBeenCalledTimes(1);
    await vi.advanceTimersByTimeAsync(7_000);
    request.mockResolvedValue(answer(200, { jwt: SECRET }));
    expect(await gateway.mintToken(scope)).toEqual({ jwt: SECRET, ageSeconds: 0 });
  });

  it.each([429, 500, 503])('a hundred asks under %i are two requests', async (status) => {
    const { gateway, request } = setUp();
    request.mockResolvedValue(failing(status));
    for (let ask = 0; ask < 100; ask += 1) {
      await expect(gateway.mintToken(scope)).rejects.toMatchObject({ retryable: true });
    }
    expect(request).toHaveBeenCalledTimes(2);
  });

  it.each([
    ['its configuration', { status: 400, errors: [{ code: 'host_invalid' }] }, 'MISCONFIGURED'],
    ['a captcha', { code: 'captcha_unavailable' }, 'CLERK_REJECTED'],
  ])('a hundred asks of a Clerk that refuses for %s are two', async (_name, refusal, code) => {
    const { gateway, build } = setUp();
    build.mockRejectedValue(Object.assign(new Error(SECRET), refusal));
    for (let ask = 0; ask < 100; ask += 1) {
      await expect(gateway.readSession()).rejects.toMatchObject({ code });
    }
    expect(build).toHaveBeenCalledTimes(2);
    gateway.retryNow();
    await expect(gateway.readSession()).rejects.toMatchObject({ code });
    expect(build).toHaveBeenCalledTimes(3);
  });

  it('asks again at once when told to, and an answer ends the backoff', async () => {
    const { gateway, request } = setUp();
    request.mockResolvedValue(failing(500));
    for (let ask = 0; ask < 3; ask += 1) await gateway.mintToken(scope).catch(() => {});
    request.mockResolvedValue(answer(200, { jwt: SECRET }));
    await expect(gateway.mintToken(scope)).rejects.toMatchObject({ code: 'CLERK_UNREACHABLE' });
    gateway.retryNow();
    expect(await gateway.mintToken(scope)).toEqual({ jwt: SECRET, ageSeconds: 0 });
    request.mockResolvedValueOnce(failing(500));
    await gateway.mintToken(scope).catch(() => {});
    expect(await gateway.mintToken(scope)).toEqual({ jwt: SECRET, ageSeconds: 0 });
  });

  it('a refusal holds back nobody else’s request', async () => {
    const { gateway, request } = setUp();
    request.mockResolvedValue(answer(404, { errors: [{ code: 'resource_not_found' }] }));
    for (let ask = 0; ask < 3; ask += 1) await gateway.mintToken(scope).catch(() => {});
    expect(request).toHaveBeenCalledTimes(3);
  });
});
