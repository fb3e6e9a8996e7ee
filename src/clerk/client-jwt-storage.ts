import { isSameClient } from './client-jwt';

/** The part of `chrome.storage.local` used here, so that a test can stand in for it. */
export type LocalStorageArea = {
  get(key: string): Promise<Record<string, unknown>>;
  set(items: Record<string, unknown>): Promise<void>;
  remove(key: string): Promise<void>;
};

/** Runs a task while it holds a lock that worker and panel share. */
export type WithLock = <T>(
  name: string,
  options: { mode: 'shared' | 'exclusive'; signal?: AbortSignal },
  task: () => Promise<T>,
) => Promise<T>;

/**
 * Web Locks span every context of an origin, worker and pages alike, and let go of themselves when
 * the holder dies. https://developer.mozilla.org/en-US/docs/Web/API/Web_Locks_API
 */
export const withWebLock: WithLock = (name, options, task) =>
  navigator.locks.request(name, options, task);

/** Where the client JWT is kept: the one long-lived secret this extension holds. */
export type ClientJwtStorage = {
  read(): Promise<string | undefined>;
  /**
   * Puts `next` (`undefined`: nothing) in the place of `expected`.
   *
   * @returns whether storage still held `expected`, or the same client's JWT signed anew; if it did
   * not, it is left alone.
   */
  replace(expected: string | undefined, next: string | undefined): Promise<boolean>;
};

/** Held for the moment between reading what is stored and writing. */
const WRITE_LOCK = 'client-jwt-write';

/**
 * @param onWrite told each value just before it is stored, so that the writer can later tell its
 * own changes from another context's.
 */
export function createClientJwtStorage(
  key: string,
  onWrite: (value: string | undefined) => void = () => {},
  area: LocalStorageArea = chrome.storage.local,
  withLock: WithLock = withWebLock,
): ClientJwtStorage {
  async function read(): Promise<string | undefined> {
    const value = (await area.get(key))[key];
    return typeof value === 'string' && value !== '' ? value : undefined;
  }

  return {
    read,
    replace: (expected, next) =>
      withLock(WRITE_LOCK, { mode: 'exclusive' }, async () => {
        const stored = await read();
        if (!isSameClient(stored, expected)) return false;
        // Writing what is stored already would be an event for every context, and news to none.
        if (stored === next) return true;
        onWrite(next);
        if (next === undefined) await area.remove(key);
        else await area.set({ [key]: next });
        return true;
      }),
  };
}
