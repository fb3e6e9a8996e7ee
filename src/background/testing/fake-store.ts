import type { SessionStore, StoredSession } from '../session/store';

/** Storage that outlives a worker, in memory. */
export function createFakeStore(): { store: SessionStore; stored(): string | undefined } {
  let stored: string | undefined;
  return {
    stored: () => stored,
    store: {
      load: async () => (stored === undefined ? null : (JSON.parse(stored) as StoredSession)),
      save: async (session) => {
        const text = JSON.stringify(session);
        // As in Chrome, the write is done a moment after the call.
        await Promise.resolve();
        stored = text;
      },
    },
  };
}
