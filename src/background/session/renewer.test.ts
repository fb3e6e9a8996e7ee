import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { authError } from '../../auth/contract';
import { unreachable } from '../clerk/errors';
import { createFakeClerk, createFakeWorker, START, signedIn } from '../testing/fake-clerk';
import { createKeepWarm } from './renewer';

const MINUTE = 60_000;

beforeEach(() => vi.useFakeTimers({ now: START }));
afterEach(() => vi.useRealTimers());

function setUp() {
  const clerk = createFakeClerk();
  clerk.now = Date.now;
  const { service, knowledge } = createFakeWorker(clerk).start();
  const keepWarm = createKeepWarm({ ...service, isOverdue: knowledge.isOverdue }, clerk.now);
  knowledge.onChange(keepWarm.nudge);
  return { clerk, service, knowledge, keepWarm };
}

describe('keeping warm', () => {
  it('costs nothing while nobody watches', async () => {
    const { clerk, service } = setUp();
    await service.getToken({});
    const before = { ...clerk.calls };
    await vi.advanceTimersByTimeAsync(5 * MINUTE);
    expect(clerk.calls).toEqual(before);
    expect(vi.getTimerCount()).toBe(0);
  });

  it('renews ahead of expiry, so that an ask never waits for Clerk', async () => {
    const { clerk, service, keepWarm } = setUp();
    keepWarm.enter();
    await vi.advanceTimersByTimeAsync(0);
    for (let second = 0; second < 300; second += 1) {
      await vi.advanceTimersByTimeAsync(1_000);
      expect(await service.getToken({})).toMatchObject({ token: { source: 'vault' } });
    }
    expect(clerk.calls.mintToken).toBeLessThanOrEqual(8);
  });

  it('stops with the last watcher', async () => {
    const { clerk, keepWarm } = setUp();
    keepWarm.enter();
    keepWarm.enter();
    await vi.advanceTimersByTimeAsync(MINUTE);
    keepWarm.leave();
    await vi.advanceTimersByTimeAsync(MINUTE);
    const minted = clerk.calls.mintToken;
    expect(minted).toBeGreaterThan(1);
    keepWarm.leave();
    await vi.advanceTimersByTimeAsync(5 * MINUTE);
    expect(clerk.calls.mintToken).toBe(minted);
    expect(vi.getTimerCount()).toBe(0);
  });

  it('fetches nothing for those who are signed out, and starts at sign-in', async () => {
    const { clerk, knowledge, keepWarm } = setUp();
    const session = clerk.session;
    clerk.session = { status: 'signed-out', fetchedAt: 0 };
    keepWarm.enter();
    await vi.advanceTimersByTimeAsync(5 * MINUTE);
    expect(clerk.calls).toMatchObject({ readSession: 1, mintToken: 0 });
    clerk.session = session;
    await knowledge.look();
    await vi.advanceTimersByTimeAsync(0);
    expect(clerk.calls.mintToken).toBe(1);
  });

  it('retries a fault less and less often, and at once when told that something changed', async () => {
    const { clerk, keepWarm } = setUp();
    clerk.before = () => Promise.reject(unreachable(false));
    keepWarm.enter();
    await vi.advanceTimersByTimeAsync(10 * MINUTE);
    expect(clerk.calls.readSession).toBeGreaterThan(8);
    expect(clerk.calls.readSession).toBeLessThan(20);
    clerk.before = async () => {};
    keepWarm.nudge();
    await vi.advanceTimersByTimeAsync(0);
    expect(clerk.calls.mintToken).toBe(1);
  });

  it('does not ask without end when it is asked to wait for longer than a timer can', async () => {
    const { clerk, keepWarm } = setUp();
    clerk.before = () =>
      Promise.reject(
        authError('CLERK_RATE_LIMITED', 'busy', {
          retryable: true,
          details: { retryAfterSeconds: 30 * 86_400 },
        }),
      );
    keepWarm.enter();
    await vi.advanceTimersByTimeAsync(MINUTE);
    expect(clerk.calls.readSession).toBe(1);
  });

  it('leaves Clerk alone when it refuses for good, and as long as it asks to be', async () => {
    const { clerk, keepWarm } = setUp();
    const refuse = authError('CLERK_REJECTED', 'no', {
      retryable: false,
      details: { status: 404 },
    });
    clerk.before = async (call) => {
      if (call === 'mintToken') throw refuse;
    };
    keepWarm.enter();
    await vi.advanceTimersByTimeAsync(0);
    const before = { ...clerk.calls };
    await vi.advanceTimersByTimeAsync(10 * MINUTE);
    expect(clerk.calls).toEqual(before);
    expect(before.mintToken).toBeLessThanOrEqual(2);

    const wait = { retryable: true, details: { retryAfterSeconds: 120 } };
    clerk.before = async () => {
      throw authError('CLERK_RATE_LIMITED', 'wait', wait);
    };
    keepWarm.nudge();
    await vi.advanceTimersByTimeAsync(119_000);
    expect(clerk.calls.mintToken).toBe(before.mintToken + 1);
    await vi.advanceTimersByTimeAsync(1_000);
    expect(clerk.calls.mintToken).toBe(before.mintToken + 2);
  });

  it('asks on for a change that Clerk could not be asked about', async () => {
    const { clerk, knowledge, keepWarm } = setUp();
    keepWarm.enter();
    await vi.advanceTimersByTimeAsync(MINUTE);
    clerk.session = signedIn('sess_1', 'org_1');
    clerk.before = async (call) => {
      if (call === 'readSession') throw unreachable(true);
    };
    await expect(knowledge.look()).rejects.toThrow();
    keepWarm.nudge();
    await vi.advanceTimersByTimeAsync(MINUTE);
    clerk.before = async () => {};
    await vi.advanceTimersByTimeAsync(MINUTE);
    expect(knowledge.latest()).toMatchObject({ organization: { id: 'org_1' } });
  });
});
