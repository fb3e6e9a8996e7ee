import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { unreachable } from './clerk-errors';
import { createKeepWarm } from './keep-warm';
import { createFakeClerk, createFakeWorker, START } from './testing/fake-clerk';

const MINUTE = 60_000;

beforeEach(() => vi.useFakeTimers({ now: START }));
afterEach(() => vi.useRealTimers());

function setUp() {
  const clerk = createFakeClerk();
  clerk.now = Date.now;
  const { service, knowledge } = createFakeWorker(clerk).start();
  const keepWarm = createKeepWarm(service.getToken, clerk.now);
  knowledge.onLearn(keepWarm.nudge);
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
});
