import { useSyncExternalStore } from 'react';
import type { SessionSnapshot } from '../auth/session-snapshot';
import { type CallError, client, toCallError } from './client';
import { readStoredSnapshot } from './stored-snapshot';

/** `reconnecting`: it was up, or could not be opened, and is retried automatically. */
type Connection = 'connecting' | 'connected' | 'reconnecting';

/** What a page knows about the session and about its connection to the worker. */
export type SessionState = {
  /** `undefined` until one was found that the worker has stored, or its first arrives. */
  readonly snapshot: SessionSnapshot | undefined;
  /** `connected`: changes arrive as they happen. Otherwise the snapshot may be behind. */
  readonly connection: Connection;
  /** Why the connection stays down. A worker that merely stopped is back at once, so no error. */
  readonly error: CallError | undefined;
};

/** Streams the session from the worker and reconnects by itself until the signal is aborted. */
export type WatchSession = (
  onSnapshot: (snapshot: SessionSnapshot) => void,
  options: {
    signal: AbortSignal;
    onError: (error: unknown) => void;
    onStatus: (status: Connection) => void;
  },
) => void;

/** The session of a page, in the shape that `useSyncExternalStore` needs. */
export type SessionFeed = {
  getState(): SessionState;
  /** Calls back after each change. The connection is open while there is a subscriber. */
  subscribe(onChange: () => void): () => void;
};

/**
 * Holds the session for a page. The last known state is kept between subscriptions.
 *
 * @param watch opens the stream; injected, so that tests need neither Chrome nor React.
 * @param readStored what the worker has stored, which is there before the worker can say it.
 */
export function createSessionFeed(
  watch: WatchSession,
  readStored: () => Promise<SessionSnapshot | undefined> = async () => undefined,
): SessionFeed {
  let state: SessionState = { snapshot: undefined, connection: 'connecting', error: undefined };
  let stream: AbortController | undefined;
  let failures = 0;
  const subscribers = new Set<() => void>();

  function update(change: Partial<SessionState>): void {
    state = { ...state, ...change };
    for (const notify of [...subscribers]) notify();
  }

  function open(): void {
    const controller = new AbortController();
    const { signal } = controller;
    stream = controller;
    // Events of a closed stream that were already under way must not reach the state.
    const unlessClosed =
      <T>(handle: (value: T) => void) =>
      (value: T) => {
        if (!signal.aborted) handle(value);
      };
    const showStored = unlessClosed((snapshot: SessionSnapshot | undefined) => {
      if (snapshot && !state.snapshot) update({ snapshot });
    });
    // Without it the page waits for the worker, as it does when nothing is stored.
    readStored().then(showStored, () => {});
    watch(
      unlessClosed((snapshot) => {
        failures = 0;
        update({ snapshot, connection: 'connected', error: undefined });
      }),
      {
        signal,
        onError: unlessClosed((thrown) => {
          failures += 1;
          const error = toCallError(thrown);
          if (!error.retryable || failures > 1) update({ error });
        }),
        onStatus: unlessClosed((status) => update({ connection: status })),
      },
    );
  }

  return {
    getState: () => state,
    subscribe(onChange) {
      // Wrapped, because the same function may subscribe twice.
      const notify = () => onChange();
      subscribers.add(notify);
      if (subscribers.size === 1) open();
      return () => {
        if (!subscribers.delete(notify) || subscribers.size > 0) return;
        stream?.abort();
        failures = 0;
        state = { ...state, connection: 'connecting', error: undefined };
      };
    },
  };
}

/** This page's session, on its one connection to the worker. */
export const sessionFeed = createSessionFeed((onSnapshot, options) => {
  client.watch('auth.watchSession', {}, onSnapshot, options);
}, readStoredSnapshot);

/** The session as the worker knows it, now and whenever it changes. */
export function useSession(): SessionState {
  return useSyncExternalStore(sessionFeed.subscribe, sessionFeed.getState);
}
