import { isSameClient, type KeyMode } from './client-jwt';
import {
  type ClientJwtStorage,
  type LocalStorageArea,
  readText,
  type WithLock,
  WRITE_LOCK,
  withWebLock,
} from './client-jwt-storage';

/**
 * Reads the client JWT of the web app whose sign-in this extension shares: `undefined` if it has none or
 * the cookie cannot be read.
 *
 * @param cookieOrigin where the cookie is: see `Env`.
 * @see https://github.com/clerk/javascript/blob/main/packages/chrome-extension/src/internal/clerk.ts
 */
export function readSyncCookie(
  cookieOrigin: string,
  mode: KeyMode,
): () => Promise<string | undefined> {
  const name = mode === 'production' ? '__client' : '__clerk_db_jwt';
  return async () => {
    const cookie = await chrome.cookies.get({ name, url: cookieOrigin }).catch(() => null);
    return cookie?.value || undefined;
  };
}

/**
 * A storage whose `read` first takes over what the synced web app's cookie holds, once: while the cookie
 * stays the same, what has come of it since is kept. Otherwise a sign-in made here, which on a production
 * key changes the JWT, would be undone by the cookie, which it does not change.
 *
 * @param storage the storage as it is without a web app, of the same key and area.
 * @param onWrite told the cookie's value just before it is stored.
 */
export function followCookie(
  storage: ClientJwtStorage,
  {
    key,
    readCookie,
    onWrite = () => {},
    area = chrome.storage.local,
    withLock = withWebLock,
  }: {
    key: string;
    readCookie: () => Promise<string | undefined>;
    onWrite?: (value: string) => void;
    area?: LocalStorageArea;
    withLock?: WithLock;
  },
): ClientJwtStorage {
  const adoptedKey = `${key}|adopted`;
  return {
    ...storage,
    read: () =>
      withLock(WRITE_LOCK, { mode: 'exclusive' }, async () => {
        // Under the lock, so that of two contexts the later one does not bring an older cookie.
        const cookie = await readCookie();
        const adopted = await readText(area, adoptedKey);
        if (cookie === undefined || isSameClient(cookie, adopted)) return storage.read();
        // A value that is stored already makes no event, so there is none to tell apart.
        if ((await storage.read()) !== cookie) onWrite(cookie);
        await area.set({ [key]: cookie, [adoptedKey]: cookie });
        return cookie;
      }),
  };
}
