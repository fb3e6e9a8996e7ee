import { describe, expect, it, vi } from 'vitest';
import type { SessionSnapshot } from '../auth/session-snapshot';
import { MessagingError } from '../messaging/errors';
import { createSessionStore, type WatchSession } from './session-store';

const signedOut: SessionSnapshot = { status: 'signed-out', fetchedAt: 1 };
const offline: SessionSnapshot = { status: 'unavailable', reason: 'offline', fetchedAt: 2 };

function fakeLine() {
  const watch = vi.fn<WatchSession>();
  const line = (index: number) => {
    const call = watch.mock.calls[index];
    if (!call) throw new Error(`line ${index} was not opened`);
    return { say: call[0], ...call[1] };
  };
  return { watch, line };
}

describe('createSessionStore', () => {
  it('opens no line before somebody listens', () => {
    const { watch } = fakeLine();
    const store = createSessionStore(watch);
    expect(store.getState()).toEqual({
      snapshot: undefined,
      connection: 'connecting',
      error: undefined,
    });
    expect(watch).not.toHaveBeenCalled();
  });

  it('opens one line for all and closes it after the last', () => {
    const { watch, line } = fakeLine();
    const store = createSessionStore(watch);
    const stopFirst = store.subscribe(() => {});
    const stopSecond = store.subscribe(() => {});
    expect(watch).toHaveBeenCalledTimes(1);
    stopFirst();
    expect(line(0).signal.aborted).toBe(false);
    stopSecond();
    expect(line(0).signal.aborted).toBe(true);
  });

  it('counts one function subscribed twice as two, and one unsubscribed twice as one', () => {
    const { watch, line } = fakeLine();
    const store = createSessionStore(watch);
    const listener = vi.fn();
    const stop = store.subscribe(listener);
    store.subscribe(listener);
    stop();
    stop();
    expect(line(0).signal.aborted).toBe(false);
    line(0).say(signedOut);
    expect(listener).toHaveBeenCalledTimes(1);
  });

  it('tells every subscriber of each snapshot, which is in place by then', () => {
    const { watch, line } = fakeLine();
    const store = createSessionStore(watch);
    const seen: (SessionSnapshot | undefined)[] = [];
    store.subscribe(() => seen.push(store.getState().snapshot));
    line(0).say(signedOut);
    line(0).say(offline);
    expect(seen).toEqual([signedOut, offline]);
  });

  it('gives the same object until something changes, as useSyncExternalStore needs', () => {
    const { watch, line } = fakeLine();
    const store = createSessionStore(watch);
    store.subscribe(() => {});
    line(0).say(signedOut);
    expect(store.getState()).toBe(store.getState());
  });

  it('keeps the snapshot while the line is down and while nobody listens', () => {
    const { watch, line } = fakeLine();
    const store = createSessionStore(watch);
    const stop = store.subscribe(() => {});
    line(0).say(signedOut);
    line(0).onStatus('reconnecting');
    expect(store.getState()).toMatchObject({ snapshot: signedOut, connection: 'reconnecting' });
    stop();
    expect(store.getState().snapshot).toBe(signedOut);
  });

  it('hears nothing more of a line it closed', () => {
    const { watch, line } = fakeLine();
    const store = createSessionStore(watch);
    store.subscribe(() => {})();
    store.subscribe(() => {});
    line(0).say(signedOut);
    expect(store.getState().snapshot).toBeUndefined();
    line(1).say(offline);
    expect(store.getState().snapshot).toBe(offline);
  });

  it('takes one lost worker for no error, a second in a row for one, until the next word', () => {
    const { watch, line } = fakeLine();
    const store = createSessionStore(watch);
    store.subscribe(() => {});
    const stopped = new MessagingError('WORKER_STOPPED', 'The worker stopped.', {
      retryable: true,
    });
    line(0).onError(stopped);
    expect(store.getState().error).toBeUndefined();
    line(0).onError(stopped);
    expect(store.getState().error).toBe(stopped);
    line(0).say(signedOut);
    expect(store.getState().error).toBeUndefined();
    line(0).onError(stopped);
    expect(store.getState().error).toBeUndefined();
  });

  it('tells an error that nothing mends at once', () => {
    const { watch, line } = fakeLine();
    const store = createSessionStore(watch);
    store.subscribe(() => {});
    const updated = new MessagingError('CONTEXT_INVALIDATED', 'The extension was updated.', {
      retryable: false,
    });
    line(0).onError(updated);
    expect(store.getState().error).toBe(updated);
  });

  it('may lose a subscriber in the middle of telling', () => {
    const { watch, line } = fakeLine();
    const store = createSessionStore(watch);
    const stops: (() => void)[] = [];
    const second = vi.fn();
    stops.push(
      store.subscribe(() => {
        for (const stop of stops) stop();
      }),
    );
    stops.push(store.subscribe(second));
    line(0).say(signedOut);
    expect(line(0).signal.aborted).toBe(true);
  });
});
