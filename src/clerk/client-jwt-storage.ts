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
  /** Whether `expected`, or the same client's JWT signed anew, is stored. */
  holds(expected: string | undefined): Promise<boolean>;
  /**
   * Puts `next` (`undefined`: nothing) in the place of `expected`.
   *
   * @returns whether storage still held `expected`, or the same client's JWT signed anew; if it did
   * not, it is left alone.
   */
  replace(expected: string | undefined, next: string | undefined): Promise<boolean>;
};

/** Held for the moment between reading what is stored and writing. */
export const WRITE_LOCK = 'client-jwt-write';

/**
 * Empties the area, and the client JWT with it, between two writes of that JWT: never inside one, which
 * would put it back. Requests under way then change nothing, for what they carried is not stored any more.
 */
export function clearClientJwtStorage(
  area: { clear(): Promise<void> } = chrome.storage.local,
  withLock: WithLock = withWebLock,
): Promise<void> {
  return withLock(WRITE_LOCK, { mode: 'exclusive' }, () => area.clear());
}

/** The text that is stored by that name; `undefined` where there is none. */
export async function readText(area: LocalStorageArea, name: string): Promise<string | undefined> {
  const value = (await area.get(name))[name];
  return typeof value === 'string' && value !== '' ? value : undefined;
}

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
  const read = () => readText(area, key);

  return {
    read,
    holds: async (expected) => isSameClient(await read(), expected),
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
