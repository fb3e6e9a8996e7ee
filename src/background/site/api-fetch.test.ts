import { describe, expect, it, vi } from 'vitest';
import type { TokenRequest, TokenResult } from '../../auth/access-token';
import { authError } from '../../auth/contract';
import type { RouteError } from '../../messaging/errors';
import { createApiFetch } from './api-fetch';

const never = new AbortController().signal;
const GET = { method: 'GET', path: '/v1/me' } as const;

/** The API fetch of a worker whose tokens are `head.body.sig1`, `sig2`, ... */
function setUp(answer: (request: Request) => Response | Promise<Response>) {
  let generation = 1;
  let now = 1_800_000_000_000;
  let minted = 0;
  let changed = () => {};
  const requests: Request[] = [];
  let held = '';
  const mint = () => {
    minted += 1;
    held = `head.body.signature${minted}`;
    return held;
  };
  const getToken = vi.fn(
    async ({ fresh }: TokenRequest): Promise<TokenResult> => ({
      status: 'ok',
      token: {
        jwt: fresh || held === '' ? mint() : held,
        sessionId: 'sess_1',
        organizationId: null,
        template: null,
        expiresAt: 0,
        source: 'vault',
      },
    }),
  );
  const apiFetch = createApiFetch({
    api: { origin: 'https://api.example.com', prefix: '/v1/' },
    service: { getToken },
    cache: {
      generation: () => generation,
      onIdentityChange: (listener) => {
        changed = listener;
      },
    },
    fetch: async (input, init) => {
      const request = new Request(input, init);
      requests.push(request);
      return answer(request);
    },
    now: () => now,
  });
  const change = () => {
    generation += 1;
    changed();
  };
  const wait = (ms: number) => {
    now += ms;
  };
  return { apiFetch, requests, getToken, change, wait };
}

describe('createApiFetch', () => {
  it('sends the token, follows no redirect, and removes the token from the response', async () => {
    const { apiFetch, requests } = setUp(
      (request) => new Response(`you sent ${request.headers.get('authorization')}`),
    );
    const { body } = await apiFetch(GET, never);
    expect(body).toBe('you sent Bearer [removed]');
    expect(requests[0]).toMatchObject({ redirect: 'error', credentials: 'omit' });
  });

  it('retries once after a 401, with a new token', async () => {
    const { apiFetch, requests, getToken } = setUp(() => new Response('no', { status: 401 }));
    expect(await apiFetch(GET, never)).toMatchObject({ status: 401, body: 'no' });
    expect(requests.map(({ headers }) => headers.get('authorization'))).toEqual([
      'Bearer head.body.signature1',
      'Bearer head.body.signature2',
    ]);
    expect(getToken).toHaveBeenLastCalledWith({ fresh: true });
  });

  it('mints one new token per interval when the API answers 401 to everything', async () => {
    const { apiFetch, requests, getToken, wait } = setUp(() => new Response('', { status: 401 }));
    for (let call = 0; call < 20; call += 1) {
      expect(await apiFetch(GET, never)).toMatchObject({ status: 401 });
    }
    expect(requests).toHaveLength(21);
    wait(10_000);
    await apiFetch(GET, never);
    const forced = getToken.mock.calls.filter(([request]) => request?.fresh);
    expect(forced).toHaveLength(2);
  });

  it('passes a 401 on when Clerk gives no new token', async () => {
    const { apiFetch, getToken } = setUp(() => new Response('no', { status: 401 }));
    const held = getToken.getMockImplementation();
    getToken.mockImplementation(async (request) => {
      if (request.fresh) throw authError('CLERK_RATE_LIMITED', 'busy', { retryable: true });
      return (held as NonNullable<typeof held>)(request);
    });
    expect(await apiFetch(GET, never)).toMatchObject({ status: 401, body: 'no' });
  });

  it('rejects with API_SIGNED_OUT when a 401 turns out to be a sign-out', async () => {
    const { apiFetch, getToken } = setUp(() => new Response('no', { status: 401 }));
    const held = getToken.getMockImplementation();
    getToken.mockImplementation(async (request) =>
      request.fresh ? { status: 'signed-out' } : (held as NonNullable<typeof held>)(request),
    );
    await expect(apiFetch(GET, never)).rejects.toMatchObject({ code: 'API_SIGNED_OUT' });
  });

  it('refuses what may not be requested before it asks for a token', async () => {
    const { apiFetch, requests, getToken } = setUp(() => new Response());
    for (const path of ['//evil.example/v1/', '/v1/../admin', '/v2/me']) {
      await expect(apiFetch({ ...GET, path }, never)).rejects.toMatchObject({
        code: 'API_REFUSED',
      });
    }
    expect(requests).toEqual([]);
    expect(getToken).not.toHaveBeenCalled();
  });

  it('asks for exactly one token per request', async () => {
    const { apiFetch, getToken } = setUp(() => new Response());
    for (let call = 1; call <= 3; call += 1) {
      await apiFetch(GET, never);
      expect(getToken.mock.calls).toHaveLength(call);
    }
    expect(getToken.mock.calls.every(([request]) => !request.fresh)).toBe(true);
  });

  it.each([
    ['CLERK_REJECTED', { status: 403, clerkCode: 'user_banned', cause: 'user-banned' }, undefined],
    ['CLERK_RATE_LIMITED', { status: 429, retryAfterSeconds: 7 }, { retryAfterSeconds: 7 }],
  ] as const)('tells a site of %s %o no more than %o', async (code, details, told) => {
    const { apiFetch, getToken } = setUp(() => new Response());
    getToken.mockRejectedValue(authError(code, 'no', { retryable: true, details }));
    const error = await apiFetch(GET, never).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ code, message: 'no', retryable: true });
    expect((error as RouteError).details).toEqual(told);
  });

  it('sends nothing when nobody is signed in', async () => {
    const { apiFetch, requests, getToken } = setUp(() => new Response());
    getToken.mockResolvedValue({ status: 'signed-out' });
    await expect(apiFetch(GET, never)).rejects.toMatchObject({ code: 'API_SIGNED_OUT' });
    expect(requests).toEqual([]);
  });

  it('drops a request when the session changes during it', async () => {
    const { apiFetch, change } = setUp(
      ({ signal }) =>
        new Promise((_resolve, reject) => {
          signal.addEventListener('abort', () => reject(signal.reason));
          change();
        }),
    );
    await expect(apiFetch(GET, never)).rejects.toMatchObject({ code: 'API_SIGNED_OUT' });
  });

  it.each([
    ['GET', true],
    ['POST', false],
  ] as const)('says of a failed %s whether it is retryable', async (method, retryable) => {
    const { apiFetch } = setUp(() => Promise.reject(new TypeError('Failed to fetch')));
    await expect(apiFetch({ method, path: '/v1/' }, never)).rejects.toMatchObject({
      code: 'API_UNREACHABLE',
      retryable,
    });
  });

  it('sends nothing for a call that was aborted', async () => {
    const { apiFetch, requests } = setUp(() => new Response());
    await expect(apiFetch(GET, AbortSignal.abort())).rejects.toThrow();
    expect(requests).toEqual([]);
  });
});
