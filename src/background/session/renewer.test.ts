import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { authError } from '../../auth/contract';
import { unreachable } from '../clerk/errors';
import { createFakeClerk, START, signedIn } from '../testing/fake-clerk';
import { createFakeWorker, refused } from '../testing/fake-session';
import { systemClock } from './clock';
import { createTokenRenewer } from './renewer';

const MINUTE = 60_000;

beforeEach(() => vi.useFakeTimers({ now: START }));
afterEach(() => vi.useRealTimers());

function setUp() {
  const clerk = createFakeClerk();
  Object.assign(clerk, systemClock);
  const { service, cache } = createFakeWorker(clerk).start();
  const renewer = createTokenRenewer({ ...service, isInvalidated: cache.isInvalidated }, clerk);
  cache.onIdentityChange(renewer.reschedule);
  return { clerk, service, cache, renewer };
}

describe('the token renewer', () => {
  it('fetches nothing while nobody watches', async () => {
    const { clerk, service } = setUp();
    await service.getToken({});
    const before = { ...clerk.calls };
    await vi.advanceTimersByTimeAsync(5 * MINUTE);
    expect(clerk.calls).toEqual(before);
    expect(vi.getTimerCount()).toBe(0);
  });

  it('renews ahead of expiry, so that no request waits for Clerk', async () => {
    const { clerk, service, renewer } = setUp();
    renewer.acquire();
    await vi.advanceTimersByTimeAsync(0);
    for (let second = 0; second < 300; second += 1) {
      await vi.advanceTimersByTimeAsync(1_000);
      expect(await service.getToken({})).toMatchObject({ token: { source: 'vault' } });
    }
    expect(clerk.calls.mintToken).toBeLessThanOrEqual(8);
  });

  it('makes at most 80 requests an hour', async () => {
    const { clerk, renewer } = setUp();
    renewer.acquire();
    await vi.advanceTimersByTimeAsync(MINUTE);
    const before = clerk.calls.mintToken + clerk.calls.readSession;
    await vi.advanceTimersByTimeAsync(60 * MINUTE);
    expect(clerk.calls.mintToken + clerk.calls.readSession - before).toBeLessThanOrEqual(80);
  });

  it('stops when the last watcher leaves', async () => {
    const { clerk, renewer } = setUp();
    renewer.acquire();
    renewer.acquire();
    await vi.advanceTimersByTimeAsync(MINUTE);
    renewer.release();
    await vi.advanceTimersByTimeAsync(MINUTE);
    const minted = clerk.calls.mintToken;
    expect(minted).toBeGreaterThan(1);
    renewer.release();
    await vi.advanceTimersByTimeAsync(5 * MINUTE);
    expect(clerk.calls.mintToken).toBe(minted);
    expect(vi.getTimerCount()).toBe(0);
  });

  it('fetches nothing while signed out, and starts at sign-in', async () => {
    const { clerk, cache, renewer } = setUp();
    const session = clerk.session;
    clerk.session = { status: 'signed-out', fetchedAt: 0 };
    renewer.acquire();
    await vi.advanceTimersByTimeAsync(5 * MINUTE);
    expect(clerk.calls).toMatchObject({ readSession: 1, mintToken: 0 });
    clerk.session = session;
    await cache.refresh();
    await vi.advanceTimersByTimeAsync(0);
    expect(clerk.calls.mintToken).toBe(1);
  });

  it('retries a fault with backoff, and at once when rescheduled', async () => {
    const { clerk, renewer } = setUp();
    clerk.before = () => Promise.reject(unreachable(false));
    renewer.acquire();
    await vi.advanceTimersByTimeAsync(10 * MINUTE);
    expect(clerk.calls.readSession).toBeGreaterThan(8);
    expect(clerk.calls.readSession).toBeLessThan(20);
    clerk.before = async () => {};
    renewer.reschedule();
    await vi.advanceTimersByTimeAsync(0);
    expect(clerk.calls.mintToken).toBe(1);
  });

  it('copes with a Retry-After longer than a timer can be', async () => {
    const { clerk, renewer } = setUp();
    clerk.before = () =>
      Promise.reject(
        authError('CLERK_RATE_LIMITED', 'busy', {
          retryable: true,
          details: { retryAfterSeconds: 30 * 86_400 },
        }),
      );
    renewer.acquire();
    await vi.advanceTimersByTimeAsync(MINUTE);
    expect(clerk.calls.readSession).toBe(1);
  });

  it('retries a refusal slowly for as long as the session lives, and obeys Retry-After', async () => {
    const { clerk, service, renewer } = setUp();
    const refuse = authError('CLERK_REJECTED', 'no', {
      retryable: false,
      details: { status: 404 },
    });
    clerk.before = async (call) => {
      if (call === 'mintToken') throw refuse;
    };
    renewer.acquire();
    await vi.advanceTimersByTimeAsync(0);
    const before = { ...clerk.calls };
    expect(before.mintToken).toBeLessThanOrEqual(2);
    await vi.advanceTimersByTimeAsync(MINUTE - 1);
    expect(clerk.calls).toEqual(before);
    await vi.advanceTimersByTimeAsync(9 * MINUTE + 1);
    const minted = clerk.calls.mintToken;
    expect(minted - before.mintToken).toBe(10);

    const wait = { retryable: true, details: { retryAfterSeconds: 120 } };
    clerk.before = async () => {
      throw authError('CLERK_RATE_LIMITED', 'wait', wait);
    };
    service.retryNow();
    renewer.reschedule();
    await vi.advanceTimersByTimeAsync(119_000);
    expect(clerk.calls.mintToken).toBe(minted + 1);
    await vi.advanceTimersByTimeAsync(1_000);
    expect(clerk.calls.mintToken).toBe(minted + 2);
  });

  it('keeps asking after a failed refresh until one succeeds', async () => {
    const { clerk, cache, renewer } = setUp();
    renewer.acquire();
    await vi.advanceTimersByTimeAsync(MINUTE);
    clerk.session = signedIn('sess_1', 'org_1');
    clerk.before = async (call) => {
      if (call === 'readSession') throw unreachable(true);
    };
    await expect(cache.refresh()).rejects.toThrow();
    renewer.reschedule();
    await vi.advanceTimersByTimeAsync(MINUTE);
    clerk.before = async () => {};
    await vi.advanceTimersByTimeAsync(MINUTE);
    expect(cache.latest()).toMatchObject({ organization: { id: 'org_1' } });
  });

  it('finds a revocation after a refused mint', async () => {
    const { clerk, cache, renewer } = setUp();
    clerk.before = async (call) => {
      if (call === 'mintToken') throw refused(404);
    };
    renewer.acquire();
    await vi.advanceTimersByTimeAsync(MINUTE);
    expect(cache.latest().status).toBe('signed-in');
    clerk.session = { status: 'signed-out', fetchedAt: 0 };
    await vi.advanceTimersByTimeAsync(MINUTE);
    expect(cache.latest().status).toBe('signed-out');
  });
});
