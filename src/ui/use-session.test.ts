import { describe, expect, it, vi } from 'vitest';
import type { SessionSnapshot } from '../auth/session-snapshot';
import { MessagingError } from '../messaging/errors';
import { createSessionFeed, type WatchSession } from './use-session';

const signedOut: SessionSnapshot = { status: 'signed-out', fetchedAt: 1 };
const offline: SessionSnapshot = { status: 'unavailable', reason: 'offline', fetchedAt: 2 };

function fakeWatch() {
  const watch = vi.fn<WatchSession>();
  const stream = (index: number) => {
    const call = watch.mock.calls[index];
    if (!call) throw new Error(`stream ${index} was not opened`);
    return { emit: call[0], ...call[1] };
  };
  return { watch, stream };
}

describe('createSessionFeed', () => {
  it('opens no stream before the first subscriber', () => {
    const { watch } = fakeWatch();
    const feed = createSessionFeed(watch);
    expect(feed.getState()).toEqual({
      snapshot: undefined,
      connection: 'connecting',
      error: undefined,
    });
    expect(watch).not.toHaveBeenCalled();
  });

  it('shares one stream between subscribers and closes it after the last leaves', () => {
    const { watch, stream } = fakeWatch();
    const feed = createSessionFeed(watch);
    const stopFirst = feed.subscribe(() => {});
    const stopSecond = feed.subscribe(() => {});
    expect(watch).toHaveBeenCalledTimes(1);
    stopFirst();
    expect(stream(0).signal.aborted).toBe(false);
    stopSecond();
    expect(stream(0).signal.aborted).toBe(true);
  });

  it('treats a function subscribed twice as two subscribers, and ignores a second unsubscribe', () => {
    const { watch, stream } = fakeWatch();
    const feed = createSessionFeed(watch);
    const listener = vi.fn();
    const stop = feed.subscribe(listener);
    feed.subscribe(listener);
    stop();
    stop();
    expect(stream(0).signal.aborted).toBe(false);
    stream(0).emit(signedOut);
    expect(listener).toHaveBeenCalledTimes(1);
  });

  it('shows what the worker has stored until the worker says more, and not after', async () => {
    const { watch, stream } = fakeWatch();
    let find = (_stored: SessionSnapshot | undefined) => {};
    const feed = createSessionFeed(watch, () => new Promise((resolve) => (find = resolve)));
    feed.subscribe(() => {});
    find(signedOut);
    await vi.waitFor(() => expect(feed.getState().snapshot).toBe(signedOut));
    expect(feed.getState().connection).toBe('connecting');
    stream(0).emit(offline);
    expect(feed.getState()).toMatchObject({ snapshot: offline, connection: 'connected' });

    const late = createSessionFeed(watch, () => new Promise((resolve) => (find = resolve)));
    late.subscribe(() => {});
    stream(1).emit(offline);
    find(signedOut);
    await new Promise((resolve) => setTimeout(resolve));
    expect(late.getState().snapshot).toBe(offline);
  });

  it('waits for the worker when nothing can be read', async () => {
    const { watch, stream } = fakeWatch();
    const feed = createSessionFeed(watch, () => Promise.reject(new Error('gone')));
    feed.subscribe(() => {});
    await new Promise((resolve) => setTimeout(resolve));
    expect(feed.getState().snapshot).toBeUndefined();
    stream(0).emit(signedOut);
    expect(feed.getState().snapshot).toBe(signedOut);
  });

  it('notifies subscribers of each snapshot after the state has changed', () => {
    const { watch, stream } = fakeWatch();
    const feed = createSessionFeed(watch);
    const seen: (SessionSnapshot | undefined)[] = [];
    feed.subscribe(() => seen.push(feed.getState().snapshot));
    stream(0).emit(signedOut);
    stream(0).emit(offline);
    expect(seen).toEqual([signedOut, offline]);
  });

  it('returns the same state object until something changes, as useSyncExternalStore needs', () => {
    const { watch, stream } = fakeWatch();
    const feed = createSessionFeed(watch);
    feed.subscribe(() => {});
    stream(0).emit(signedOut);
    expect(feed.getState()).toBe(feed.getState());
  });

  it('keeps the snapshot while disconnected and while nobody is subscribed', () => {
    const { watch, stream } = fakeWatch();
    const feed = createSessionFeed(watch);
    const stop = feed.subscribe(() => {});
    stream(0).emit(signedOut);
    stream(0).onStatus('reconnecting');
    expect(feed.getState()).toMatchObject({ snapshot: signedOut, connection: 'reconnecting' });
    stop();
    expect(feed.getState().snapshot).toBe(signedOut);
  });

  it('ignores events of a closed stream', () => {
    const { watch, stream } = fakeWatch();
    const feed = createSessionFeed(watch);
    feed.subscribe(() => {})();
    feed.subscribe(() => {});
    stream(0).emit(signedOut);
    expect(feed.getState().snapshot).toBeUndefined();
    stream(1).emit(offline);
    expect(feed.getState().snapshot).toBe(offline);
  });

  it('reports a stopped worker only from the second failure in a row, until the next snapshot', () => {
    const { watch, stream } = fakeWatch();
    const feed = createSessionFeed(watch);
    feed.subscribe(() => {});
    const stopped = new MessagingError('WORKER_STOPPED', 'The worker stopped.', {
      retryable: true,
    });
    stream(0).onError(stopped);
    expect(feed.getState().error).toBeUndefined();
    stream(0).onError(stopped);
    expect(feed.getState().error).toBe(stopped);
    stream(0).emit(signedOut);
    expect(feed.getState().error).toBeUndefined();
    stream(0).onError(stopped);
    expect(feed.getState().error).toBeUndefined();
  });

  it('reports an error that cannot be retried at once', () => {
    const { watch, stream } = fakeWatch();
    const feed = createSessionFeed(watch);
    feed.subscribe(() => {});
    const updated = new MessagingError('CONTEXT_INVALIDATED', 'The extension was updated.', {
      retryable: false,
    });
    stream(0).onError(updated);
    expect(feed.getState().error).toBe(updated);
  });

  it('lets a subscriber leave while being notified', () => {
    const { watch, stream } = fakeWatch();
    const feed = createSessionFeed(watch);
    const stops: (() => void)[] = [];
    const second = vi.fn();
    stops.push(
      feed.subscribe(() => {
        for (const stop of stops) stop();
      }),
    );
    stops.push(feed.subscribe(second));
    stream(0).emit(signedOut);
    expect(stream(0).signal.aborted).toBe(true);
  });
});
