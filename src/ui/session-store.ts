import type { SessionSnapshot } from '../auth/session-snapshot';
import type { ClientError } from './client';

/** What a page knows of the session and of its line to the worker. */
export type SessionState = {
  /** `undefined` until the worker's first word. */
  readonly snapshot: SessionSnapshot | undefined;
  /** `connected`: changes arrive as they happen. Otherwise the snapshot may be behind. */
  readonly connection: 'connecting' | 'connected';
  /** Why the line is down, while it is. */
  readonly error: ClientError | undefined;
};

/** Opens the line to the worker; it reconnects by itself until the signal is aborted. */
export type WatchSession = (
  onSnapshot: (snapshot: SessionSnapshot) => void,
  options: {
    signal: AbortSignal;
    onError: (error: ClientError) => void;
    onStatus: (status: 'connecting' | 'connected') => void;
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
      unlessClosed((snapshot) => update({ snapshot, connection: 'connected', error: undefined })),
      {
        signal,
        onError: unlessClosed((error) => update({ error })),
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
        state = { ...state, connection: 'connecting', error: undefined };
      };
    },
  };
}
