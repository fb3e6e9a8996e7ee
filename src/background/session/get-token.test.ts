import fc from 'fast-check';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { authError } from '../../auth/contract';
import { organization, pending } from '../../auth/testing/snapshots';
import { unreachable } from '../clerk/errors';
import { claimsOf, START, signedIn } from '../testing/fake-clerk';
import { atHand, createFakeSession, jwtOf, refused, sessionGone } from '../testing/fake-session';

afterEach(() => vi.useRealTimers());

const setUp = createFakeSession;

describe('getToken', () => {
  it('mints once, then serves the cached token while its leeway lasts', async () => {
    const { clerk, service } = setUp();
    const first = await service.getToken({});
    expect(first).toMatchObject({ status: 'ok', token: { source: 'clerk', sessionId: 'sess_1' } });
    clerk.advance(50_000);
    const second = await service.getToken({});
    expect(second).toMatchObject({ status: 'ok', token: { source: 'vault' } });
    expect(jwtOf(second)).toBe(jwtOf(first));
    clerk.advance(1);
    const third = await service.getToken({});
    expect(third).toMatchObject({ token: { source: 'clerk' } });
    expect(clerk.calls).toMatchObject({ readSession: 1, mintToken: 2 });
  });

  it('makes one call to Clerk for any number of concurrent requests, forced or not', async () => {
    const { clerk, service } = setUp();
    const asks = Array.from({ length: 500 }, (_, n) => service.getToken({ fresh: n % 2 === 0 }));
    const jwts = new Set((await Promise.all(asks)).map(jwtOf));
    expect(jwts.size).toBe(1);
    expect(clerk.calls).toMatchObject({ readSession: 1, mintToken: 1 });
  });

  it('mints a new token when `fresh` is asked for', async () => {
    const { service } = setUp();
    const first = jwtOf(await service.getToken({}));
    expect(jwtOf(await service.getToken({ fresh: true }))).not.toBe(first);
  });

  it.each([0, -3_600_000, 3_600_000])(
    'takes a token that came with the client, by its age at Clerk, with clocks %i ms apart',
    async (skew) => {
      const { clerk, service } = setUp();
      Object.assign(clerk, { skew, nextTokenAge: 20 });
      const first = jwtOf(await service.getToken({ minTtlSeconds: 40 }));
      expect(atHand(service, { minTtlSeconds: 40 })).toMatchObject({ token: { jwt: first } });
      expect(atHand(service, { minTtlSeconds: 41 })).toBeNull();
      expect(clerk.calls.mintToken).toBe(1);
    },
  );

  it.each([{ minTtlSeconds: 41 }, { fresh: true }])(
    'mints all the same when the one that came with the client will not do: %o',
    async (request) => {
      const { clerk, service } = setUp();
      clerk.nextTokenAge = 20;
      const { iat } = claimsOf(jwtOf(await service.getToken(request)));
      expect(iat).toBe(START / 1000);
      expect(clerk.calls.mintToken).toBe(2);
    },
  );

  it('keeps tokens of different templates and organisations apart', async () => {
    const { clerk, service } = setUp();
    clerk.session = signedIn('sess_1', 'org_1');
    const scopes = await Promise.all(
      [{}, { template: 'api' }, { organizationId: 'org_2' }].map(async (request) =>
        claimsOf(jwtOf(await service.getToken(request))),
      ),
    );
    expect(scopes).toMatchObject([
      { organizationId: 'org_1', template: null },
      { organizationId: 'org_1', template: 'api' },
      { organizationId: 'org_2', template: null },
    ]);
  });

  it('refuses a template for any organisation but the active one', async () => {
    const { clerk, service } = setUp();
    clerk.session = signedIn('sess_1', 'org_1');
    const other = service.getToken({ template: 'api', organizationId: 'org_2' });
    await expect(other).rejects.toMatchObject({ code: 'CLERK_REJECTED', retryable: false });
    expect(clerk.calls.mintToken).toBe(0);
    const same = await service.getToken({ template: 'api', organizationId: 'org_1' });
    expect(claimsOf(jwtOf(same))).toMatchObject({ template: 'api', organizationId: 'org_1' });
  });

  it('serves the token of the last life without asking Clerk', async () => {
    const { clerk, worker, service } = setUp();
    const first = jwtOf(await service.getToken({}));
    const next = worker.start();
    const again = await next.service.getToken({});
    expect(again).toMatchObject({ token: { jwt: first, source: 'vault' } });
    expect(clerk.calls).toMatchObject({ readSession: 1, mintToken: 1 });
  });

  it('never hands out less than the leeway, whenever it is asked and however the clocks differ', async () => {
    const step = fc.record({
      wait: fc.nat(70_000),
      minTtlSeconds: fc.integer({ min: 0, max: 50 }),
      fresh: fc.boolean(),
    });
    const skew = fc.integer({ min: -3_600_000, max: 3_600_000 });
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 20 }), skew, async (steps, skewMs) => {
        const { clerk, service } = setUp();
        clerk.skew = skewMs;
        for (const { wait, minTtlSeconds, fresh } of steps) {
          clerk.advance(wait);
          const request = { minTtlSeconds, fresh };
          const result = await service.getToken(request);
          const { exp } = claimsOf(jwtOf(result));
          const trueNow = clerk.now() + clerk.skew;
          // `exp` is whole seconds, rounded down at minting: up to one second is not ours to promise.
          expect(exp * 1000 + 1000 - trueNow).toBeGreaterThanOrEqual(minTtlSeconds * 1000);
        }
      }),
    );
  });

  it('never hands out less than the leeway when this clock is set, in any life, or mid-mint', async () => {
    const jump = fc.integer({ min: -7_200_000, max: 7_200_000 });
    const step = fc.record({
      wait: fc.nat(70_000),
      setClock: fc.option(jump, { nil: 0 }),
      setClockDuringMint: fc.option(jump, { nil: 0, freq: 5 }),
      minTtlSeconds: fc.integer({ min: 0, max: 50 }),
      restart: fc.boolean(),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 20 }), async (steps) => {
        const { clerk, worker, ...life } = setUp();
        let { service } = life;
        for (const { wait, setClock, setClockDuringMint, minTtlSeconds, restart } of steps) {
          clerk.advance(wait);
          clerk.setClock(setClock);
          let jump = setClockDuringMint;
          clerk.before = async (call) => {
            if (call !== 'mintToken') return;
            clerk.setClock(jump);
            jump = 0;
          };
          if (restart) service = worker.start().service;
          const { exp } = claimsOf(jwtOf(await service.getToken({ minTtlSeconds })));
          const trueNow = clerk.now() + clerk.skew;
          // A second for `exp`, which is rounded down, and one for a step too small to be noticed.
          expect(exp * 1000 + 2000 - trueNow).toBeGreaterThanOrEqual(minTtlSeconds * 1000);
        }
      }),
    );
  });

  it('drops tokens when the clock was set back', async () => {
    const { clerk, service } = setUp();
    const held = jwtOf(await service.getToken({}));
    clerk.advance(40_000);
    clerk.setClock(-30_000);
    expect(jwtOf(await service.getToken({}))).not.toBe(held);
  });

  it('mints again when the clock was set forward mid-mint', async () => {
    const { clerk, service } = setUp();
    clerk.before = async (call) => {
      if (call === 'mintToken' && clerk.calls.mintToken === 1) clerk.setClock(3_600_000);
    };
    expect(await service.getToken({ minTtlSeconds: 50 })).toMatchObject({ status: 'ok' });
    expect(clerk.calls.mintToken).toBe(2);
  });

  it('rejects with a retryable error when the clock never stands still', async () => {
    const { clerk, service } = setUp();
    clerk.before = async (call) => {
      if (call === 'mintToken') clerk.setClock(3_600_000);
    };
    await expect(service.getToken({})).rejects.toMatchObject({ retryable: true });
  });

  it('refuses a lifetime that no new token could have', async () => {
    const { clerk, service } = setUp();
    clerk.tokenLifetimeSeconds = 30;
    await expect(service.getToken({ minTtlSeconds: 40 })).rejects.toMatchObject({
      code: 'CLERK_REJECTED',
      retryable: false,
    });
  });

  it('rejects when Clerk answers something that is no token', async () => {
    const { clerk, service } = setUp();
    clerk.gateway.mintToken = async () => ({ jwt: 'not.a.jwt', ageSeconds: 0 });
    await expect(service.getToken({})).rejects.toMatchObject({ code: 'CLERK_UNREACHABLE' });
  });

  it('answers signed-out as a value and asks Clerk again after a minute', async () => {
    const { clerk, service } = setUp();
    clerk.session = { status: 'signed-out', fetchedAt: 0 };
    expect(await service.getToken({})).toEqual({ status: 'signed-out' });
    clerk.advance(60_000);
    expect(await service.getToken({})).toEqual({ status: 'signed-out' });
    expect(clerk.calls).toMatchObject({ readSession: 1, mintToken: 0 });
    clerk.advance(1);
    clerk.session = signedIn('sess_2');
    expect(claimsOf(jwtOf(await service.getToken({}))).sessionId).toBe('sess_2');
  });

  it('mints nothing for a pending session', async () => {
    const { clerk, service } = setUp();
    clerk.session = pending;
    expect(await service.getToken({})).toEqual({ status: 'pending' });
    expect(clerk.calls.mintToken).toBe(0);
  });
});

describe('getToken without waiting', () => {
  it('returns a cached token as a value, with no call to Clerk', async () => {
    const { clerk, service } = setUp();
    const first = jwtOf(await service.getToken({}));
    const held = { status: 'ok', token: { jwt: first, source: 'vault' } };
    expect(atHand(service, {})).toMatchObject(held);
    clerk.advance(50_000);
    expect(atHand(service, {})).toMatchObject(held);
    clerk.advance(1);
    expect(atHand(service, {})).toBeNull();
    expect(clerk.calls).toMatchObject({ readSession: 1, mintToken: 1 });
  });

  it.each([
    { fresh: true },
    { minTtlSeconds: 50 },
    { template: 'api' },
    { organizationId: 'org_2' },
  ])('has to wait for %j when another token is cached', async (request) => {
    const { clerk, service } = setUp();
    await service.getToken({});
    clerk.advance(10_001);
    expect(atHand(service, request)).toBeNull();
  });

  it('has to wait in a new life until the store was read', async () => {
    const { worker, service } = setUp();
    await service.getToken({});
    const next = worker.start();
    expect(atHand(next.service, {})).toBeNull();
    await next.cache.whenIdle();
    expect(atHand(next.service, {})).not.toBeNull();
  });

  it('has to wait while the session is being refreshed or a refresh is owed', async () => {
    const { clerk, service, cache } = setUp();
    await service.getToken({});
    const refresh = cache.refresh();
    expect(atHand(service, {})).toBeNull();
    await refresh;
    expect(atHand(service, {})).not.toBeNull();
    clerk.before = async () => {
      throw unreachable(true);
    };
    await expect(cache.refresh()).rejects.toThrow();
    expect(atHand(service, {})).toBeNull();
  });

  it('has to wait when a long-lived token needs revalidation', async () => {
    const { clerk, service } = setUp();
    clerk.tokenLifetimeSeconds = 3_600;
    await service.getToken({});
    clerk.advance(60_001);
    expect(atHand(service, {})).toBeNull();
  });

  it.each([signedIn('sess_2'), { status: 'signed-out', fetchedAt: 0 } as const])(
    'has to wait when the cached token was of another session than %j',
    async (session) => {
      const { clerk, service, cache } = setUp();
      await service.getToken({});
      clerk.session = session;
      await cache.refresh();
      expect(atHand(service, {})).toBeNull();
    },
  );
});

describe('getToken while the session changes', () => {
  it('waits for a refresh under way', async () => {
    const { clerk, service, cache } = setUp();
    await service.getToken({});
    clerk.session = signedIn('sess_2');
    const refresh = cache.refresh();
    expect(claimsOf(jwtOf(await service.getToken({}))).sessionId).toBe('sess_2');
    await refresh;
  });

  it('drops a token whose role changed mid-mint and mints again', async () => {
    const { clerk, service, cache } = setUp();
    clerk.session = signedIn('sess_1', 'org_1');
    await service.getSession();
    let mints = 0;
    clerk.before = async (call) => {
      if (call !== 'mintToken') return;
      mints += 1;
      if (mints > 1) return;
      const promoted = { ...organization('org_1'), role: 'org:admin' };
      clerk.session = { ...signedIn('sess_1'), organization: promoted };
      await cache.refresh();
    };
    const first = claimsOf(jwtOf(await service.getToken({})));
    expect(mints).toBe(2);
    expect(claimsOf(jwtOf(await service.getToken({}))).n).toBe(first.n);
  });

  it('never hands out a token of the previous session that was minted across a switch', async () => {
    const { clerk, service, cache } = setUp();
    await service.getSession();
    clerk.before = async (call, scope) => {
      if (call !== 'mintToken' || scope?.sessionId !== 'sess_1') return;
      clerk.session = signedIn('sess_2');
      await cache.refresh();
    };
    expect(claimsOf(jwtOf(await service.getToken({}))).sessionId).toBe('sess_2');
  });

  it('asks anew when a change ended the request, and for what holds after it', async () => {
    const { clerk, service } = setUp();
    await service.getSession();
    clerk.before = async (call) => {
      if (call !== 'mintToken' || clerk.calls.mintToken > 1) return;
      await service.setActiveOrganization('org_1');
      throw unreachable(true);
    };
    expect(claimsOf(jwtOf(await service.getToken({}))).organizationId).toBe('org_1');
    clerk.before = async (call) => {
      if (call !== 'mintToken') return;
      await service.signOut();
      throw unreachable(true);
    };
    expect(await service.getToken({ fresh: true })).toEqual({ status: 'signed-out' });
  });

  it('answers signed-out when Clerk refuses to mint because the session ended', async () => {
    const { clerk, service } = setUp();
    await service.getSession();
    clerk.before = async (call) => {
      if (call !== 'mintToken') return;
      clerk.session = { status: 'signed-out', fetchedAt: 0 };
      throw sessionGone();
    };
    expect(await service.getToken({})).toEqual({ status: 'signed-out' });
  });

  it('revalidates a long-lived token once a minute and drops it after a sign-out elsewhere', async () => {
    const { clerk, service } = setUp();
    clerk.tokenLifetimeSeconds = 3_600;
    await service.getToken({ template: 'api' });
    clerk.session = { status: 'signed-out', fetchedAt: 0 };
    clerk.advance(60_001);
    expect(await service.getToken({ template: 'api' })).toEqual({ status: 'signed-out' });
  });

  it('serves a long-lived token that Clerk cannot be asked about', async () => {
    const { clerk, service } = setUp();
    clerk.tokenLifetimeSeconds = 3_600;
    const held = jwtOf(await service.getToken({ template: 'api' }));
    clerk.advance(60_001);
    clerk.before = () => Promise.reject(unreachable(true));
    expect(jwtOf(await service.getToken({ template: 'api' }))).toBe(held);
  });

  it.each([403, 404, 422])(
    'acts for the personal account when Clerk refuses a removed member with %i',
    async (status) => {
      const { clerk, service } = setUp();
      clerk.session = signedIn('sess_1', 'org_1');
      await service.getSession();
      clerk.before = async (call, scope) => {
        if (call !== 'mintToken' || scope?.organizationId !== 'org_1') return;
        clerk.session = signedIn('sess_1');
        throw refused(status);
      };
      expect(claimsOf(jwtOf(await service.getToken({}))).organizationId).toBeNull();
    },
  );

  it.each([403, 404, 422])(
    'says NOT_A_MEMBER when Clerk refuses another organisation with %i',
    async (status) => {
      const { clerk, service } = setUp();
      clerk.session = signedIn('sess_1', 'org_1');
      clerk.before = async (call, scope) => {
        if (call === 'mintToken' && scope?.organizationId === 'org_2') throw refused(status);
      };
      await expect(service.getToken({ organizationId: 'org_2' })).rejects.toMatchObject({
        code: 'NOT_A_MEMBER',
        retryable: false,
      });
      expect(jwtOf(await service.getToken({}))).toBeTruthy();
    },
  );

  it('mints again when the session was switched elsewhere, and labels the token rightly', async () => {
    const { clerk, service } = setUp();
    clerk.session = signedIn('sess_1', 'org_1');
    await service.getSession();
    clerk.session = signedIn('sess_1', 'org_2');
    const result = await service.getToken({ template: 'api' });
    expect(result).toMatchObject({ token: { organizationId: 'org_2' } });
    expect(claimsOf(jwtOf(result)).organizationId).toBe('org_2');
  });
});

describe('getToken while Clerk fails', () => {
  it('serves a valid token although a refresh failed', async () => {
    const { clerk, service, cache } = setUp();
    const held = jwtOf(await service.getToken({}));
    clerk.before = () => Promise.reject(unreachable(true));
    await expect(cache.refresh()).rejects.toMatchObject({ code: 'CLERK_UNREACHABLE' });
    expect(jwtOf(await service.getToken({}))).toBe(held);
    expect((await service.getSession()).status).toBe('signed-in');
  });

  it('serves a valid token after the settle timeout when Clerk hangs', async () => {
    vi.useFakeTimers({ now: START });
    const { clerk, service, cache } = setUp();
    const held = jwtOf(await service.getToken({}));
    clerk.before = () => new Promise(() => {});
    void cache.refresh();
    void cache.refresh();
    const ask = service.getToken({});
    await vi.advanceTimersByTimeAsync(4_000);
    expect(jwtOf(await ask)).toBe(held);
  });

  it('rejects with a retryable error without a valid token, and recovers by itself', async () => {
    const { clerk, service } = setUp();
    clerk.before = () => Promise.reject(unreachable(false));
    await expect(service.getToken({})).rejects.toMatchObject({ code: 'OFFLINE', retryable: true });
    expect(await service.getSession()).toMatchObject({ status: 'unavailable', reason: 'offline' });
    clerk.before = async () => {};
    expect((await service.getToken({})).status).toBe('ok');
  });

  it('asks a Clerk that refuses once in ten seconds, however often it is asked, or when told to', async () => {
    const { clerk, service } = setUp();
    await service.getSession();
    clerk.before = async (call, scope) => {
      if (call === 'mintToken' && scope?.template === null) throw refused(422);
    };
    const askOften = async () => {
      const asks = Array.from({ length: 50 }, () => Promise.resolve(service.getToken({})));
      for (const ask of [...asks, service.getToken({ fresh: true })]) {
        await expect(ask).rejects.toMatchObject({ code: 'CLERK_REJECTED', retryable: false });
      }
    };
    await askOften();
    clerk.advance(9_999);
    await askOften();
    expect(clerk.calls).toMatchObject({ mintToken: 1, readSession: 2 });
    expect(jwtOf(await service.getToken({ template: 'api' }))).toBeTruthy();
    clerk.advance(1);
    await askOften();
    expect(clerk.calls).toMatchObject({ mintToken: 3, readSession: 3 });
    service.retryNow();
    await askOften();
    expect(clerk.calls).toMatchObject({ mintToken: 4, readSession: 4 });
  });

  it('asks at once, though Clerk has just refused, when somebody else is signed in', async () => {
    const { clerk, cache, service } = setUp();
    await service.getSession();
    clerk.before = async (call) => {
      if (call === 'mintToken') throw refused(422);
    };
    await expect(service.getToken({})).rejects.toMatchObject({ code: 'CLERK_REJECTED' });
    clerk.before = async () => {};
    clerk.session = signedIn('sess_2');
    await cache.refresh();
    expect(claimsOf(jwtOf(await service.getToken({}))).sessionId).toBe('sess_2');
  });

  it('passes on a refusal that does not come from the end of the session', async () => {
    const { clerk, service } = setUp();
    clerk.before = async (call) => {
      if (call === 'mintToken') throw sessionGone();
    };
    await expect(service.getToken({ template: 'nope' })).rejects.toMatchObject({
      code: 'CLERK_REJECTED',
    });
    expect((await service.getSession()).status).toBe('signed-in');
  });

  it('serves a valid token after the settle timeout when a refresh is owed and Clerk hangs', async () => {
    vi.useFakeTimers({ now: START });
    const { clerk, service, cache } = setUp();
    const held = jwtOf(await service.getToken({}));
    clerk.before = () => Promise.reject(unreachable(true));
    await expect(cache.refresh()).rejects.toThrow();
    clerk.before = () => new Promise(() => {});
    for (let time = 1; time <= 2; time += 1) {
      const ask = service.getToken({});
      await vi.advanceTimersByTimeAsync(4_000);
      expect(jwtOf(await ask)).toBe(held);
    }
  });

  it('serves a valid token after the settle timeout when its revalidation hangs', async () => {
    vi.useFakeTimers({ now: START });
    const { clerk, service } = setUp();
    clerk.tokenLifetimeSeconds = 3_600;
    const held = jwtOf(await service.getToken({}));
    clerk.advance(60_001);
    clerk.before = () => new Promise(() => {});
    const ask = service.getToken({});
    await vi.advanceTimersByTimeAsync(4_000);
    expect(jwtOf(await ask)).toBe(held);
  });

  it('serves a valid token at once while the gateway cools down', async () => {
    vi.useFakeTimers({ now: START });
    const { clerk, service, cache } = setUp();
    const held = jwtOf(await service.getToken({}));
    clerk.before = async () => {
      throw authError('CLERK_RATE_LIMITED', 'busy', { retryable: true });
    };
    await expect(cache.refresh()).rejects.toThrow();
    for (let ask = 1; ask <= 100; ask += 1) {
      expect(jwtOf(await service.getToken({}))).toBe(held);
    }
    expect(clerk.calls.mintToken).toBe(1);
  });
});
