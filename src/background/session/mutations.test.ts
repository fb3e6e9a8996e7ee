import fc from 'fast-check';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { TokenResult } from '../../auth/access-token';
import { unknownSession, unreachable } from '../clerk/errors';
import { claimsOf, START, signedIn } from '../testing/fake-clerk';
import { atHand, createFakeSession, jwtOf, sessionGone } from '../testing/fake-session';
import type { SessionService } from './service';

const setUp = createFakeSession;

afterEach(() => vi.useRealTimers());

describe('signOut', () => {
  it('succeeds when the session is over already', async () => {
    const { clerk, service, cache } = setUp();
    await service.getToken({});
    clerk.session = { status: 'signed-out', fetchedAt: 0 };
    clerk.before = async (call) => {
      if (call === 'signOut') throw sessionGone();
    };
    await service.signOut();
    expect(cache.latest().status).toBe('signed-out');
  });

  it('succeeds when Clerk did it but its answer was lost', async () => {
    const { clerk, service } = setUp();
    await service.getToken({});
    clerk.before = async (call) => {
      if (call !== 'signOut') return;
      clerk.session = { status: 'signed-out', fetchedAt: 0 };
      throw unreachable(true);
    };
    await service.signOut();
    expect(atHand(service, {})).toBeNull();
    expect(await service.getToken({})).toEqual({ status: 'signed-out' });
  });

  it('rejects when Clerk is out of reach, and the session is refreshed later', async () => {
    const { clerk, service, cache } = setUp();
    const held = jwtOf(await service.getToken({}));
    clerk.before = async () => {
      throw unreachable(true);
    };
    await expect(service.signOut()).rejects.toMatchObject({ code: 'CLERK_UNREACHABLE' });
    expect(cache.isInvalidated()).toBe(true);
    clerk.before = async () => {};
    expect(jwtOf(await service.getToken({}))).toBe(held);
    expect(cache.isInvalidated()).toBe(false);
  });

  it('keeps the sign-in when Clerk could not be told', async () => {
    const { clerk, service } = setUp();
    await service.getToken({});
    clerk.before = async (call) => {
      if (call === 'signOut') throw unreachable(false);
    };
    await expect(service.signOut()).rejects.toMatchObject({ code: 'OFFLINE', retryable: true });
    expect((await service.getToken({})).status).toBe('ok');
  });

  it('is not undone by a refresh that began before it', async () => {
    const { clerk, worker, service, cache } = setUp();
    const old = jwtOf(await service.getToken({}));
    clerk.before = async (call) => {
      if (call === 'readSession' && clerk.calls.readSession === 2) await service.signOut();
    };
    await cache.refresh();
    expect(cache.latest().status).toBe('signed-out');
    expect(await service.getToken({})).toEqual({ status: 'signed-out' });
    expect(worker.stored()).not.toContain(old);
  });

  it('is stored for the next life before any page is told', async () => {
    const { worker, service, cache } = setUp();
    await service.getToken({});
    const told = new Promise<string | undefined>((resolve) => {
      cache.subscribe(
        ({ status }) => {
          if (status === 'signed-out') resolve(worker.stored());
        },
        { replay: true },
      );
    });
    await service.signOut();
    expect(JSON.parse((await told) ?? '{}')).toMatchObject({
      snapshot: { status: 'signed-out' },
      tokens: {},
    });
  });

  it.each(['reachable', 'out of reach'])(
    'that the worker dies over leaves no token for the next life, with Clerk %s',
    async (reach) => {
      const { clerk, worker, service } = setUp();
      const old = jwtOf(await service.getToken({}));
      // Clerk ends the session, and its answer comes to a worker that is no more.
      const done = new Promise<void>((resolve) => {
        clerk.after = () => {
          resolve();
          return new Promise(() => {});
        };
      });
      void service.signOut();
      await done;
      expect(worker.stored()).not.toContain(old);
      const next = worker.start();
      if (reach === 'reachable') {
        expect(await next.service.getToken({})).toEqual({ status: 'signed-out' });
      } else {
        clerk.before = () => Promise.reject(unreachable(true));
        await expect(next.service.getToken({})).rejects.toMatchObject({ retryable: true });
      }
    },
  );

  it('hands out no token while it is under way, however long Clerk takes', async () => {
    vi.useFakeTimers({ now: START });
    const { clerk, service } = setUp();
    await service.getToken({});
    clerk.after = () => new Promise(() => {});
    const ends = expect(service.signOut()).rejects.toMatchObject({ retryable: true });
    const asks = expect(service.getToken({})).rejects.toMatchObject({ retryable: true });
    await vi.advanceTimersByTimeAsync(9_000);
    await Promise.all([ends, asks]);
  });

  it('leaves no token of an ended session, at whichever step of it the worker dies', async () => {
    const answers: (TokenResult | null)[] = [];
    for (let steps = 0; steps < 12; steps += 1) {
      const { clerk, worker, service } = setUp();
      await service.getToken({});
      let taken = 0;
      const dieAfterSteps = async () => {
        taken += 1;
        if (taken > steps) await new Promise(() => {});
      };
      Object.assign(clerk, { before: dieAfterSteps, after: dieAfterSteps });
      worker.beforeWrite = dieAfterSteps;
      void service.signOut().then(() => service.getToken({}));
      // By then every step was taken that could be.
      await new Promise((resolve) => setTimeout(resolve));
      if (clerk.session.status !== 'signed-out') continue;
      clerk.before = () => Promise.reject(unreachable(true));
      const next = async () => worker.start().service.getToken({});
      answers.push(await next().catch(() => null));
    }
    expect(answers.length).toBeGreaterThan(3);
    expect(answers.filter((answer) => answer?.status === 'ok')).toEqual([]);
  });

  it('that cannot be stored leaves no token for the next life', async () => {
    const { clerk, worker, service } = setUp();
    await service.getToken({});
    worker.beforeWrite = () => Promise.reject(new Error('quota'));
    await service.signOut();
    expect(worker.stored()).toBeUndefined();
    clerk.before = () => Promise.reject(unreachable(true));
    await expect(worker.start().service.getToken({})).rejects.toMatchObject({ retryable: true });
  });

  it('keeps a refresh that ends meanwhile from vouching for the session', async () => {
    const { clerk, worker, service, cache } = setUp();
    await service.getToken({});
    clerk.after = async (call) => {
      // The answer to the sign-out is lost with the worker, after a refresh that began before it.
      if (call === 'signOut') await new Promise(() => {});
    };
    clerk.before = async (call) => {
      if (call === 'signOut') await cache.refresh();
    };
    void service.signOut();
    await vi.waitFor(() => expect(clerk.session.status).toBe('signed-out'));
    expect(await worker.start().service.getToken({})).toEqual({ status: 'signed-out' });
  });
});

describe('setActiveOrganization', () => {
  it('shows in the next token', async () => {
    const { service } = setUp();
    await service.getToken({});
    expect(await service.setActiveOrganization('org_7')).toMatchObject({
      organization: { id: 'org_7' },
    });
    expect(claimsOf(jwtOf(await service.getToken({}))).organizationId).toBe('org_7');
  });

  it('learns from Clerk’s answer, without asking once more', async () => {
    const { clerk, service, cache } = setUp();
    await service.getToken({});
    const asked = clerk.calls.readSession;
    await service.setActiveOrganization('org_7');
    expect(cache.validSnapshot()).toMatchObject({ organization: { id: 'org_7' } });
    expect(clerk.calls.readSession).toBe(asked);
  });

  it('asks Clerk when the answer does not say what the session has become', async () => {
    const { clerk, service, cache } = setUp();
    await service.getToken({});
    clerk.gateway.setActiveOrganization = async () => {
      clerk.session = { status: 'signed-out', fetchedAt: clerk.now() };
      return null;
    };
    expect(await service.setActiveOrganization('org_7')).toMatchObject({ status: 'signed-out' });
    expect(cache.isInvalidated()).toBe(false);
  });

  it('shows in the next token when Clerk did it but its answer was lost', async () => {
    const { clerk, service } = setUp();
    await service.getToken({});
    clerk.gateway.setActiveOrganization = async () => {
      clerk.session = signedIn('sess_1', 'org_7');
      throw unreachable(true);
    };
    await expect(service.setActiveOrganization('org_7')).rejects.toThrow();
    expect(claimsOf(jwtOf(await service.getToken({}))).organizationId).toBe('org_7');
  });

  it('that the worker dies over is seen by the next life', async () => {
    const { clerk, worker, service } = setUp();
    await service.getToken({});
    const done = new Promise<void>((resolve) => {
      clerk.after = () => {
        resolve();
        return new Promise(() => {});
      };
    });
    void service.setActiveOrganization('org_7');
    await done;
    clerk.after = async () => {};
    const { service: next } = worker.start();
    expect(claimsOf(jwtOf(await next.getToken({}))).organizationId).toBe('org_7');
  });

  it('never lets a token carry one organisation and the label of another', async () => {
    const organization = fc.constantFrom(null, 'org_1', 'org_2');
    const step = fc.oneof(
      fc.record({ do: fc.constant('switch' as const), organization }),
      // To an organisation, so that the token names one: of a template that names none nobody can tell.
      fc.record({
        do: fc.constant('switch elsewhere' as const),
        organization: fc.constantFrom('org_1', 'org_2'),
      }),
      fc.record({ do: fc.constant('token' as const), template: fc.constantFrom(undefined, 'api') }),
      fc.record({ do: fc.constant('refresh' as const) }),
    );
    await fc.assert(
      fc.asyncProperty(
        fc.scheduler(),
        fc.array(step, { minLength: 2, maxLength: 12 }),
        async (scheduler, steps) => {
          const { clerk, service, cache } = setUp();
          clerk.session = signedIn('sess_1', 'org_1');
          await service.getSession();
          clerk.before = (call) => scheduler.schedule(Promise.resolve(), `${call} sent`);
          clerk.after = (call) => scheduler.schedule(Promise.resolve(), `${call} answered`);
          const asks = steps.map(async (what) => {
            await scheduler.schedule(Promise.resolve(), what.do);
            if (what.do === 'switch') await service.setActiveOrganization(what.organization);
            if (what.do === 'refresh') await cache.refresh();
            if (what.do === 'switch elsewhere') {
              clerk.session = signedIn('sess_1', what.organization);
            }
            if (what.do !== 'token') return null;
            const request = what.template ? { template: what.template } : {};
            return service.getToken(request);
          });
          await scheduler.waitFor(Promise.allSettled(asks));
          for (const answer of await Promise.allSettled(asks)) {
            if (answer.status === 'rejected' || answer.value?.status !== 'ok') continue;
            const { jwt, organizationId } = answer.value.token;
            expect(claimsOf(jwt).organizationId).toBe(organizationId);
          }
        },
      ),
      { numRuns: 500 },
    );
  });
});

describe('setActiveSession', () => {
  it('drops the tokens of the session before, and shows in the next', async () => {
    const { clerk, worker, service } = setUp();
    const old = jwtOf(await service.getToken({}));
    const asked = clerk.calls.readSession;
    expect(await service.setActiveSession('sess_2')).toMatchObject({ sessionId: 'sess_2' });
    expect(clerk.calls.readSession).toBe(asked);
    expect(worker.stored()).not.toContain(old);
    expect(claimsOf(jwtOf(await service.getToken({}))).sessionId).toBe('sess_2');
  });

  it('drops a token that was being minted for the session before', async () => {
    const { clerk, service } = setUp();
    await service.getSession();
    clerk.before = async (call) => {
      if (call === 'mintToken' && clerk.calls.mintToken === 1) {
        await service.setActiveSession('sess_2');
      }
    };
    expect(claimsOf(jwtOf(await service.getToken({}))).sessionId).toBe('sess_2');
  });

  it('asks who is signed in when that session is over', async () => {
    const { clerk, service, cache } = setUp();
    await service.getSession();
    clerk.gateway.setActiveSession = () => Promise.reject(unknownSession());
    clerk.session = { status: 'signed-out', fetchedAt: 0 };
    await expect(service.setActiveSession('sess_2')).rejects.toMatchObject({
      code: 'UNKNOWN_SESSION',
    });
    expect(cache.validSnapshot()).toMatchObject({ status: 'signed-out' });
  });

  it.each(['before', 'after'] as const)(
    'that the worker dies over is seen by the next life: %s Clerk did it',
    async (when) => {
      const { clerk, worker, service } = setUp();
      await service.getToken({});
      const reached = new Promise<void>((resolve) => {
        clerk[when] = () => {
          resolve();
          return new Promise(() => {});
        };
      });
      void service.setActiveSession('sess_2');
      await reached;
      clerk[when] = async () => {};
      const { service: next } = worker.start();
      const expected = when === 'before' ? 'sess_1' : 'sess_2';
      expect(claimsOf(jwtOf(await next.getToken({}))).sessionId).toBe(expected);
    },
  );
});

describe('a change for which a person presses a button', () => {
  it.each([
    ['signOut', (service: SessionService) => service.signOut()],
    ['setActiveOrganization', (service: SessionService) => service.setActiveOrganization('org_1')],
    ['setActiveSession', (service: SessionService) => service.setActiveSession('sess_2')],
  ])('is asked for though the gateway cools down: %s', async (_name, act) => {
    const { clerk, cache, service } = setUp();
    await service.getSession();
    clerk.before = () => Promise.reject(unreachable(true));
    clerk.gateway.retryNow = () => {
      clerk.before = async () => {};
    };
    // The snapshot is invalidated, so that a switch asks who is signed in first.
    await expect(cache.refresh()).rejects.toMatchObject({ code: 'CLERK_UNREACHABLE' });
    await act(service);
    const { signOut, setActiveOrganization, setActiveSession } = clerk.calls;
    expect(signOut + setActiveOrganization + setActiveSession).toBe(1);
  });
});
