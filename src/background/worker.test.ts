import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { authContract } from '../auth/contract';
import type { SessionSnapshot } from '../auth/session-snapshot';
import { createClient } from '../messaging/client';
import { createFakeExtension } from '../messaging/testing/fake-runtime';
import { EXTENSION_ID, PAGES, tabSender } from '../messaging/testing/senders';
import { unreachable } from './clerk/errors';
import { systemClock } from './session/clock';
import { createFakeClerk, START } from './testing/fake-clerk';
import { refused } from './testing/fake-session';
import { createFakeStore } from './testing/fake-store';
import { createWorker } from './worker';

beforeEach(() => vi.useFakeTimers({ now: START }));
afterEach(() => vi.useRealTimers());

function setUp() {
  const clerk = createFakeClerk();
  Object.assign(clerk, systemClock);
  const extension = createFakeExtension(EXTENSION_ID);
  const listeners = { change: async () => false, removal: () => {}, online: () => {} };
  const shown: SessionSnapshot['status'][] = [];
  const errors: unknown[] = [];
  extension.installWorker((runtime) => {
    createWorker({
      gateway: clerk.gateway,
      store: createFakeStore().store,
      runtime,
      pages: PAGES,
      onExternalChange: ({ changed, removed }) => {
        listeners.change = changed;
        listeners.removal = removed;
      },
      onNetworkReturn: (callback) => {
        listeners.online = callback;
      },
      onSnapshot: ({ status }) => shown.push(status),
      onError: (error) => errors.push(error),
    });
  });
  const page = createClient(authContract, { runtime: extension.open(tabSender()).runtime });
  return { clerk, listeners, shown, errors, page };
}

describe('createWorker', () => {
  it('asks Clerk nothing until somebody wants to know', async () => {
    const { clerk, shown } = setUp();
    await vi.advanceTimersByTimeAsync(600_000);
    expect(clerk.calls).toMatchObject({ readSession: 0, mintToken: 0 });
    expect(shown).toEqual([]);
  });

  it('refreshes at an external change, and shows what it finds', async () => {
    const { clerk, listeners, shown } = setUp();
    listeners.change();
    await vi.advanceTimersByTimeAsync(0);
    clerk.session = { status: 'signed-out', fetchedAt: 0 };
    expect(await listeners.change()).toBe(true);
    expect(shown).toEqual(['signed-in', 'signed-out']);
  });

  it('forgets a session whose client was removed at once, though an answer of Clerk hangs', async () => {
    const { clerk, listeners, shown, page } = setUp();
    expect(await page.call('auth.getToken', {})).toMatchObject({ status: 'ok' });
    clerk.before = async (call) => {
      if (call === 'readSession') await new Promise(() => {});
    };
    listeners.change();
    await vi.advanceTimersByTimeAsync(0);
    listeners.removal();
    await vi.advanceTimersByTimeAsync(0);
    expect(shown.at(-1)).toBe('signed-out');
    // While that answer is awaited somebody may have signed in: no earlier token, and no "signed out".
    const asked = expect(page.call('auth.getToken', {})).rejects.toMatchObject({
      code: 'CLERK_UNREACHABLE',
    });
    await vi.advanceTimersByTimeAsync(10_000);
    await asked;
  });

  it('reports an external change it could not ask about, and keeps asking while a page watches', async () => {
    const { clerk, listeners, shown, errors, page } = setUp();
    const { signal } = new AbortController();
    page.watch('auth.watchSession', {}, () => {}, { signal });
    await vi.advanceTimersByTimeAsync(0);
    clerk.before = async (call) => {
      if (call === 'readSession') throw unreachable(true);
    };
    clerk.session = { status: 'signed-out', fetchedAt: 0 };
    const answered = listeners.change();
    await vi.advanceTimersByTimeAsync(30_000);
    expect(await answered).toBe(false);
    expect(errors).toHaveLength(1);
    clerk.before = async () => {};
    await vi.advanceTimersByTimeAsync(60_000);
    expect(shown.at(-1)).toBe('signed-out');
  });

  it('has Clerk asked again at once, though it has just refused, by auth.refresh', async () => {
    const { clerk, page } = setUp();
    clerk.before = async (call) => {
      if (call === 'mintToken') throw refused(422);
    };
    const ask = () => page.call('auth.getToken', {});
    await expect(ask()).rejects.toMatchObject({ code: 'CLERK_REJECTED' });
    clerk.before = async () => {};
    await expect(ask()).rejects.toMatchObject({ code: 'CLERK_REJECTED' });
    await page.call('auth.refresh', {});
    expect(await ask()).toMatchObject({ status: 'ok' });
  });

  it('asks again at once when the network returns', async () => {
    const { clerk, listeners, page } = setUp();
    const { signal } = new AbortController();
    clerk.before = () => Promise.reject(unreachable(false));
    page.watch('auth.watchSession', {}, () => {}, { signal });
    await vi.advanceTimersByTimeAsync(60_000);
    clerk.before = async () => {};
    listeners.online();
    await vi.advanceTimersByTimeAsync(0);
    expect(clerk.calls.mintToken).toBe(1);
  });
});
