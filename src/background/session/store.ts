import * as z from 'zod/mini';
import { KnownSession, SNAPSHOT_KEY } from '../../auth/session-snapshot';
import { VaultContents } from './token-vault';

/** What outlives the worker: the last snapshot Clerk gave, whether it may be wrong, and the tokens. */
const StoredSession = z.strictObject({
  snapshot: KnownSession,
  invalidated: z.boolean(),
  ...VaultContents.shape,
});
export type StoredSession = z.infer<typeof StoredSession>;

/** Keeps the worker's memory across its deaths. */
export type SessionStore = {
  /** What was saved last; `null` when nothing was, or it is not of this version's shape. */
  load(): Promise<StoredSession | null>;
  /**
   * Saves, in the order of calls. When that fails, what was saved before is removed, so that the next
   * life asks Clerk and does not find a session that has ended meanwhile. Never rejects.
   */
  save(session: StoredSession): Promise<void>;
};

const KEY = 'session';

/**
 * Keeps it in `chrome.storage.session`: in the browser's memory, never on disk, and closed to
 * content scripts. https://developer.chrome.com/docs/extensions/reference/api/storage
 */
export function createSessionStore(
  area: Pick<chrome.storage.StorageArea, 'get' | 'set' | 'remove'>,
  onError: (error: unknown) => void,
): SessionStore {
  let saving: Promise<void> = Promise.resolve();
  return {
    async load() {
      try {
        const parsed = StoredSession.safeParse((await area.get(KEY))[KEY]);
        return parsed.success ? parsed.data : null;
      } catch (error) {
        onError(error);
        return null;
      }
    },
    save(session) {
      saving = saving
        .then(() => area.set({ [KEY]: session, [SNAPSHOT_KEY]: session.snapshot }))
        .catch((error: unknown) => {
          onError(error);
          return area.remove([KEY, SNAPSHOT_KEY]);
        })
        .catch(onError);
      return saving;
    },
  };
}
