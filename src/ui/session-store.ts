import type { SessionSnapshot } from '../auth/session-snapshot';
import { type CallError, toCallError } from './call-error';

/** `reconnecting`: it was up, or could not be made, and is tried again by itself. */
export type Connection = 'connecting' | 'connected' | 'reconnecting';

/** What a page knows of the session and of its line to the worker. */
export type SessionState = {
  /** `undefined` until the worker's first word. */
  readonly snapshot: SessionSnapshot | undefined;
  /** `connected`: changes arrive as they happen. Otherwise the snapshot may be behind. */
  readonly connection: Connection;
  /** Why the line stays down. A worker that merely stopped is back at once and no error. */
  readonly error: CallError | undefined;
};

/** Opens the line to the worker; it reconnects by itself until the signal is aborted. */
export type WatchSession = (
  onSnapshot: (snapshot: SessionSnapshot) => void,
  options: {
    signal: AbortSignal;
    onError: (error: unknown) => void;
    onStatus: (status: Connection) => void;
  },
) => void;

export type SessionStore = {
  getState(): SessionState;
  /** Calls back after each change. The line is open while there is a subscriber. */
  subscribe(onChange: () => void): () => void;
};

/**
 * Holds the session for a page. It knows neither React nor Chrome; `useSession` is React's way in.
 * What was last known is kept between subscriptions.
 */
export function createSessionStore(watch: WatchSession): SessionStore {
  let state: SessionState = { snapshot: undefined, connection: 'connecting', error: undefined };
  let line: AbortController | undefined;
  let failures = 0;
  const subscribers = new Set<() => void>();

  function update(change: Partial<SessionState>): void {
    state = { ...state, ...change };
    for (const notify of [...subscribers]) notify();
  }

  function open(): void {
    const controller = new AbortController();
    const { signal } = controller;
    line = controller;
    // Nothing of a closed line may be heard, even if it was on its way already.
    const unlessClosed =
      <T>(handle: (value: T) => void) =>
      (value: T) => {
        if (!signal.aborted) handle(value);
      };
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
        onStatus: unlessClosed((connection) => update({ connection })),
      },
    );
  }

  return {
    getState: () => state,
    subscribe(onChange) {
      // A wrapper of its own: the same function may subscribe twice.
      const notify = () => onChange();
      subscribers.add(notify);
      if (subscribers.size === 1) open();
      return () => {
        if (!subscribers.delete(notify) || subscribers.size > 0) return;
        line?.abort();
        failures = 0;
        state = { ...state, connection: 'connecting', error: undefined };
      };
    },
  };
}
