import fc from 'fast-check';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { TokenResult } from '../../auth/access-token';
import { authError } from '../../auth/contract';
import type { KnownSession } from '../../auth/session-snapshot';
import { unreachable } from '../clerk/errors';
import {
  claimsOf,
  createFakeClerk,
  createFakeWorker,
  START,
  signedIn,
} from '../testing/fake-clerk';

afterEach(() => vi.useRealTimers());

function setUp() {
  const clerk = createFakeClerk();
  const worker = createFakeWorker(clerk);
  return { clerk, worker, ...worker.start() };
}

function jwtOf(result: TokenResult): string {
  if (result.status !== 'ok') throw new Error(`expected a token, got ${result.status}`);
  return result.token.jwt;
}

const sessionGone = () =>
  authError('CLERK_REJECTED', 'gone', { retryable: false, details: { status: 404 } });

describe('a token', () => {
  it('is minted once and then comes from the vault while its leeway lasts', async () => {
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

  it('is one call to Clerk for any number who ask at once, forced or not', async () => {
    const { clerk, service } = setUp();
    const asks = Array.from({ length: 500 }, (_, n) => service.getToken({ fresh: n % 2 === 0 }));
    const jwts = new Set((await Promise.all(asks)).map(jwtOf));
    expect(jwts.size).toBe(1);
    expect(clerk.calls).toMatchObject({ readSession: 1, mintToken: 1 });
  });

  it('is minted anew when forced', async () => {
    const { service } = setUp();
    const first = jwtOf(await service.getToken({}));
    expect(jwtOf(await service.getToken({ fresh: true }))).not.toBe(first);
  });

  it('is kept apart by template and organisation', async () => {
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

  it('of a template is for the active organisation alone', async () => {
    const { clerk, service } = setUp();
    clerk.session = signedIn('sess_1', 'org_1');
    const other = service.getToken({ template: 'api', organizationId: 'org_2' });
    await expect(other).rejects.toMatchObject({ code: 'CLERK_REJECTED', retryable: false });
    expect(clerk.calls.mintToken).toBe(0);
    const same = await service.getToken({ template: 'api', organizationId: 'org_1' });
    expect(claimsOf(jwtOf(same))).toMatchObject({ template: 'api', organizationId: 'org_1' });
  });

  it('outlives the worker without asking Clerk', async () => {
    const { clerk, worker, service } = setUp();
    const first = jwtOf(await service.getToken({}));
    const next = worker.start();
    const again = await next.service.getToken({});
    expect(again).toMatchObject({ token: { jwt: first, source: 'vault' } });
    expect(clerk.calls).toMatchObject({ readSession: 1, mintToken: 1 });
  });

  it('never ends before its leeway, whatever is asked when, however the clocks differ', async () => {
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
          const result = service.tokenAtHand(request) ?? (await service.getToken(request));
          const { exp } = claimsOf(jwtOf(result));
          const trueNow = clerk.now() + clerk.skew;
          // `exp` is whole seconds, rounded down at minting: up to one second is not ours to promise.
          expect(exp * 1000 + 1000 - trueNow).toBeGreaterThanOrEqual(minTtlSeconds * 1000);
        }
      }),
    );
  });

  it('is refused when no new one could live as long as asked', async () => {
    const { clerk, service } = setUp();
    clerk.tokenLifetimeSeconds = 30;
    await expect(service.getToken({ minTtlSeconds: 40 })).rejects.toMatchObject({
      code: 'CLERK_REJECTED',
      retryable: false,
    });
  });

  it('is no value but an error when what Clerk answers is no token', async () => {
    const { clerk, service } = setUp();
    clerk.gateway.mintToken = async () => 'not.a.jwt';
    await expect(service.getToken({})).rejects.toMatchObject({ code: 'CLERK_UNREACHABLE' });
  });
});

describe('a token at hand', () => {
  it('is the one that is held, and Clerk is not asked', async () => {
    const { clerk, service } = setUp();
    const first = jwtOf(await service.getToken({}));
    const held = { status: 'ok', token: { jwt: first, source: 'vault' } };
    expect(service.tokenAtHand({})).toMatchObject(held);
    clerk.advance(50_000);
    expect(service.tokenAtHand({})).toMatchObject(held);
    clerk.advance(1);
    expect(service.tokenAtHand({})).toBeNull();
    expect(clerk.calls).toMatchObject({ readSession: 1, mintToken: 1 });
  });

  it.each([
    { fresh: true },
    { minTtlSeconds: 50 },
    { template: 'api' },
    { organizationId: 'org_2' },
  ])('is none for %j when another is held', async (request) => {
    const { clerk, service } = setUp();
    await service.getToken({});
    clerk.advance(10_001);
    expect(service.tokenAtHand(request)).toBeNull();
  });

  it('is none in a new life until the store was read', async () => {
    const { worker, service } = setUp();
    await service.getToken({});
    const next = worker.start();
    expect(next.service.tokenAtHand({})).toBeNull();
    await next.knowledge.settled();
    expect(next.service.tokenAtHand({})).not.toBeNull();
  });

  it('is none while what is known may be wrong', async () => {
    const { clerk, service, knowledge } = setUp();
    await service.getToken({});
    const look = knowledge.look();
    expect(service.tokenAtHand({})).toBeNull();
    await look;
    expect(service.tokenAtHand({})).not.toBeNull();
    clerk.before = async () => {
      throw unreachable(true);
    };
    await expect(knowledge.look()).rejects.toThrow();
    expect(service.tokenAtHand({})).toBeNull();
  });

  it('is none when it is so old that its session may have ended unheard', async () => {
    const { clerk, service } = setUp();
    clerk.tokenLifetimeSeconds = 3_600;
    await service.getToken({});
    clerk.advance(60_001);
    expect(service.tokenAtHand({})).toBeNull();
  });

  it.each([signedIn('sess_2'), { status: 'signed-out', fetchedAt: 0 } as const])(
    'is none of the session before, when it is now %j',
    async (session) => {
      const { clerk, service, knowledge } = setUp();
      await service.getToken({});
      clerk.session = session;
      await knowledge.look();
      expect(service.tokenAtHand({})).toBeNull();
    },
  );
});

describe('signed-out and pending', () => {
  it('are values, and signed-out needs no further call for a minute', async () => {
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

  it('pending mints nothing', async () => {
    const { clerk, service } = setUp();
    const user = { id: 'user_1', fullName: null, email: null, imageUrl: null };
    clerk.session = { status: 'pending', user, sessionId: 'sess_1', fetchedAt: 0 };
    expect(await service.getToken({})).toEqual({ status: 'pending' });
    expect(clerk.calls.mintToken).toBe(0);
  });
});

describe('a change', () => {
  it('of session drops every token of the one before, here and in the store', async () => {
    const { clerk, worker, service, knowledge } = setUp();
    const old = jwtOf(await service.getToken({}));
    clerk.session = signedIn('sess_2');
    await knowledge.look();
    expect(claimsOf(jwtOf(await service.getToken({}))).sessionId).toBe('sess_2');
    expect(worker.stored()).not.toContain(old);
  });

  it('of organisation that fails, though Clerk made it, shows in the next token', async () => {
    const { clerk, service } = setUp();
    await service.getToken({});
    clerk.gateway.setActiveOrganization = async () => {
      clerk.session = signedIn('sess_1', 'org_7');
      throw unreachable(true);
    };
    await expect(service.setActiveOrganization('org_7')).rejects.toThrow();
    expect(claimsOf(jwtOf(await service.getToken({}))).organizationId).toBe('org_7');
  });

  it('of nothing but the order of permissions is none', async () => {
    const { clerk, service, knowledge } = setUp();
    const withPermissions = (...permissions: string[]) => {
      const session = signedIn('sess_1', 'org_1') as KnownSession & { status: 'signed-in' };
      const organization = session.organization && { ...session.organization, permissions };
      return { ...session, organization };
    };
    clerk.session = withPermissions('org:a:read', 'org:b:read');
    const held = jwtOf(await service.getToken({}));
    clerk.session = withPermissions('org:b:read', 'org:a:read');
    await knowledge.look();
    expect(jwtOf(await service.getToken({}))).toBe(held);
    clerk.session = withPermissions('org:b:read');
    await knowledge.look();
    expect(jwtOf(await service.getToken({}))).not.toBe(held);
  });

  it('of organisation shows in the next token', async () => {
    const { service } = setUp();
    await service.getToken({});
    expect(await service.setActiveOrganization('org_7')).toMatchObject({
      organization: { id: 'org_7' },
    });
    expect(claimsOf(jwtOf(await service.getToken({}))).organizationId).toBe('org_7');
  });

  it('that is being looked at is waited for', async () => {
    const { clerk, service, knowledge } = setUp();
    await service.getToken({});
    clerk.session = signedIn('sess_2');
    const look = knowledge.look();
    expect(claimsOf(jwtOf(await service.getToken({}))).sessionId).toBe('sess_2');
    await look;
  });

  it('made while Clerk was answering an earlier look is seen by the look asked for after it', async () => {
    const { clerk, service, knowledge } = setUp();
    clerk.before = async (call) => {
      if (call !== 'readSession' || clerk.calls.readSession !== 1) return;
      clerk.session = signedIn('sess_2');
    };
    const early = knowledge.look();
    const late = knowledge.look();
    expect(await early).toMatchObject({ sessionId: 'sess_1' });
    expect(await late).toMatchObject({ sessionId: 'sess_2' });
    expect(claimsOf(jwtOf(await service.getToken({}))).sessionId).toBe('sess_2');
  });

  it('of role during a mint hands out, and keeps, only what was minted after it', async () => {
    const { clerk, service, knowledge } = setUp();
    clerk.session = signedIn('sess_1', 'org_1');
    await service.getSession();
    let mints = 0;
    clerk.before = async (call) => {
      if (call !== 'mintToken') return;
      mints += 1;
      if (mints > 1) return;
      const session = signedIn('sess_1', 'org_1') as { organization: { role: string } };
      session.organization.role = 'org:admin';
      clerk.session = session as never;
      await knowledge.look();
    };
    const first = claimsOf(jwtOf(await service.getToken({})));
    expect(mints).toBe(2);
    expect(claimsOf(jwtOf(await service.getToken({}))).n).toBe(first.n);
  });

  it('during a mint never hands out the token of the session before', async () => {
    const { clerk, service, knowledge } = setUp();
    await service.getSession();
    clerk.before = async (call, scope) => {
      if (call !== 'mintToken' || scope?.sessionId !== 'sess_1') return;
      clerk.session = signedIn('sess_2');
      await knowledge.look();
    };
    expect(claimsOf(jwtOf(await service.getToken({}))).sessionId).toBe('sess_2');
  });
});

describe('a change that Clerk could not be asked about', () => {
  const failingLook = async (world: ReturnType<typeof setUp>) => {
    world.clerk.before = async (call) => {
      if (call === 'readSession') throw unreachable(true);
    };
    await expect(world.knowledge.look()).rejects.toThrow();
  };

  it('is asked about again by whoever asks next, in the next worker too', async () => {
    const world = setUp();
    const { clerk, worker, service } = world;
    await service.getToken({});
    clerk.session = signedIn('sess_1', 'org_1');
    await failingLook(world);
    clerk.advance(10 * 3_600_000);
    clerk.before = async () => {};
    const next = worker.start();
    expect(claimsOf(jwtOf(await next.service.getToken({}))).organizationId).toBe('org_1');
  });

  it('is remembered when it woke the worker', async () => {
    const world = setUp();
    await world.service.getToken({});
    world.clerk.session = signedIn('sess_2');
    const woken = { ...world, ...world.worker.start() };
    await failingLook(woken);
    world.clerk.before = async () => {};
    const next = world.worker.start();
    expect(claimsOf(jwtOf(await next.service.getToken({}))).sessionId).toBe('sess_2');
  });

  it('is no reason to say signed-out, nor to keep a held token back', async () => {
    const world = setUp();
    const held = jwtOf(await world.service.getToken({}));
    await failingLook(world);
    expect(jwtOf(await world.service.getToken({}))).toBe(held);

    const out = setUp();
    out.clerk.session = { status: 'signed-out', fetchedAt: 0 };
    await out.service.getSession();
    out.clerk.session = signedIn('sess_1');
    await failingLook(out);
    await expect(out.service.getToken({})).rejects.toMatchObject({ retryable: true });
    out.clerk.before = async () => {};
    expect((await out.service.getToken({})).status).toBe('ok');
  });
});

describe('sign-out', () => {
  it('of a session that is over already is one', async () => {
    const { clerk, service, knowledge } = setUp();
    await service.getToken({});
    clerk.session = { status: 'signed-out', fetchedAt: 0 };
    clerk.before = async (call) => {
      if (call === 'signOut') throw sessionGone();
    };
    await service.signOut();
    expect(knowledge.latest().status).toBe('signed-out');
  });

  it('of which nothing is heard, though Clerk did it, leaves no token in use', async () => {
    const { clerk, service } = setUp();
    await service.getToken({});
    clerk.before = async (call) => {
      if (call !== 'signOut') return;
      clerk.session = { status: 'signed-out', fetchedAt: 0 };
      throw unreachable(true);
    };
    await service.signOut();
    expect(service.tokenAtHand({})).toBeNull();
    expect(await service.getToken({})).toEqual({ status: 'signed-out' });
  });

  it('that Clerk could not be asked for says so, and Clerk is asked again', async () => {
    const { clerk, service, knowledge } = setUp();
    const held = jwtOf(await service.getToken({}));
    clerk.before = async () => {
      throw unreachable(true);
    };
    await expect(service.signOut()).rejects.toMatchObject({ code: 'CLERK_UNREACHABLE' });
    expect(knowledge.isOverdue()).toBe(true);
    clerk.before = async () => {};
    expect(jwtOf(await service.getToken({}))).toBe(held);
    expect(knowledge.isOverdue()).toBe(false);
  });

  it('from here ends tokens at once and is not undone by a look that began before', async () => {
    const { clerk, worker, service, knowledge } = setUp();
    const old = jwtOf(await service.getToken({}));
    clerk.before = async (call) => {
      if (call === 'readSession' && clerk.calls.readSession === 2) await service.signOut();
    };
    await knowledge.look();
    expect(knowledge.latest().status).toBe('signed-out');
    expect(await service.getToken({})).toEqual({ status: 'signed-out' });
    expect(worker.stored()).not.toContain(old);
  });

  it('is known to the next worker as soon as a page is told', async () => {
    const { worker, service, knowledge } = setUp();
    await service.getToken({});
    const told = new Promise<string | undefined>((resolve) => {
      knowledge.watch(({ status }) => {
        if (status === 'signed-out') resolve(worker.stored());
      });
    });
    await service.signOut();
    expect(JSON.parse((await told) ?? '{}')).toMatchObject({
      snapshot: { status: 'signed-out' },
      tokens: {},
    });
  });

  it('elsewhere ends a long-lived template’s token within a minute of its being asked for', async () => {
    const { clerk, service } = setUp();
    clerk.tokenLifetimeSeconds = 3_600;
    await service.getToken({ template: 'api' });
    clerk.session = { status: 'signed-out', fetchedAt: 0 };
    clerk.advance(60_001);
    expect(await service.getToken({ template: 'api' })).toEqual({ status: 'signed-out' });
  });

  it('elsewhere that Clerk cannot be asked about leaves a long-lived token in use', async () => {
    const { clerk, service } = setUp();
    clerk.tokenLifetimeSeconds = 3_600;
    const held = jwtOf(await service.getToken({ template: 'api' }));
    clerk.advance(60_001);
    clerk.before = () => Promise.reject(unreachable(true));
    expect(jwtOf(await service.getToken({ template: 'api' }))).toBe(held);
  });

  it('elsewhere is found when Clerk refuses to mint', async () => {
    const { clerk, service } = setUp();
    await service.getSession();
    clerk.before = async (call) => {
      if (call !== 'mintToken') return;
      clerk.session = { status: 'signed-out', fetchedAt: 0 };
      throw sessionGone();
    };
    expect(await service.getToken({})).toEqual({ status: 'signed-out' });
  });

  it('that Clerk could not be told of keeps the sign-in and says so', async () => {
    const { clerk, service } = setUp();
    await service.getToken({});
    clerk.before = async (call) => {
      if (call === 'signOut') throw unreachable(false);
    };
    await expect(service.signOut()).rejects.toMatchObject({ code: 'OFFLINE', retryable: true });
    expect((await service.getToken({})).status).toBe('ok');
  });
});

describe('a fault', () => {
  it('does not touch a valid token, even while a change is being looked at', async () => {
    const { clerk, service, knowledge } = setUp();
    const held = jwtOf(await service.getToken({}));
    clerk.before = () => Promise.reject(unreachable(true));
    await expect(knowledge.look()).rejects.toMatchObject({ code: 'CLERK_UNREACHABLE' });
    expect(jwtOf(await service.getToken({}))).toBe(held);
    expect((await service.getSession()).status).toBe('signed-in');
  });

  it('that makes Clerk hang does not keep a valid token back', async () => {
    vi.useFakeTimers({ now: START });
    const { clerk, service, knowledge } = setUp();
    const held = jwtOf(await service.getToken({}));
    clerk.before = () => new Promise(() => {});
    void knowledge.look();
    void knowledge.look();
    const ask = service.getToken({});
    await vi.advanceTimersByTimeAsync(4_000);
    expect(jwtOf(await ask)).toBe(held);
  });

  it('that makes Clerk hang ends in a typed error before the route’s deadline', async () => {
    vi.useFakeTimers({ now: START });
    const { clerk, service } = setUp();
    clerk.before = () => new Promise(() => {});
    const asks = [
      service.getToken({}),
      service.getToken({ fresh: true }),
      service.setActiveOrganization(null),
    ].map((ask) => expect(ask).rejects.toMatchObject({ code: 'CLERK_UNREACHABLE' }));
    await vi.advanceTimersByTimeAsync(9_000);
    await Promise.all(asks);
  });

  it('without a valid token is a typed, retryable error, and passes by itself', async () => {
    const { clerk, service } = setUp();
    clerk.before = () => Promise.reject(unreachable(false));
    await expect(service.getToken({})).rejects.toMatchObject({ code: 'OFFLINE', retryable: true });
    expect(await service.getSession()).toMatchObject({ status: 'unavailable', reason: 'offline' });
    clerk.before = async () => {};
    expect((await service.getToken({})).status).toBe('ok');
  });

  it('that looks like the end of a session but is not stays an error', async () => {
    const { clerk, service } = setUp();
    clerk.before = async (call) => {
      if (call === 'mintToken') throw sessionGone();
    };
    await expect(service.getToken({ template: 'nope' })).rejects.toMatchObject({
      code: 'CLERK_REJECTED',
    });
    expect((await service.getSession()).status).toBe('signed-in');
  });
});

describe('a snapshot', () => {
  it('never holds a token', async () => {
    const { service, knowledge } = setUp();
    const jwt = jwtOf(await service.getToken({}));
    expect(JSON.stringify([knowledge.latest(), await service.getSession()])).not.toContain(jwt);
  });

  it('reaches a watcher at once and at each change, until it stops', async () => {
    const { clerk, service, knowledge } = setUp();
    await service.getSession();
    const seen: string[] = [];
    const stop = knowledge.watch((snapshot) => seen.push(snapshot.status));
    await knowledge.settled();
    expect(seen).toEqual(['signed-in']);
    await service.signOut();
    expect(seen).toEqual(['signed-in', 'signed-out']);
    stop();
    clerk.session = signedIn('sess_2');
    await knowledge.look();
    expect(seen).toHaveLength(2);
  });
});
