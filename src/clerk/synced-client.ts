import { readJwtClaims } from '../auth/jwt';
import { isSameClient } from './client-jwt';
import {
  type ClientJwtStorage,
  type LocalStorageArea,
  readText,
  type WithLock,
  WRITE_LOCK,
  withWebLock,
} from './client-jwt-storage';
import type { SyncCookie } from './sync-cookie';

/**
 * A storage by which this extension and the synced web app name one client.
 *
 * Its `read` first takes over what the web app's cookie holds, once: while the cookie stays the same, what has
 * come of it since is kept. That is the same client after a sign-in or sign-out made here, which on a
 * production key changes the JWT, and Clerk takes the older one no more: so the cookie is given the newer one,
 * unless it has changed meanwhile: then that is taken over by the next `read`.
 *
 * Of a web app that was never shared with, and to which nobody is signed in, nothing is taken over:
 * somebody may be signed in here.
 *
 * @param storage the storage as it is without a web app, of the same key and area.
 * @param onWrite told the cookie's value just before it is stored.
 */
export function shareClient(
  storage: ClientJwtStorage,
  {
    key,
    cookie,
    onWrite = () => {},
    area = chrome.storage.local,
    withLock = withWebLock,
  }: {
    key: string;
    cookie: SyncCookie;
    onWrite?: (value: string) => void;
    area?: LocalStorageArea;
    withLock?: WithLock;
  },
): ClientJwtStorage {
  // What was last the same here and in the cookie. Installed copies hold it by this older name: under another,
  // they would take over the cookie's client again, and lose a sign-in made here whose JWT it never got.
  const sharedKey = `${key}|adopted`;

  const read = () =>
    withLock(WRITE_LOCK, { mode: 'exclusive' }, async () => {
      // Under the lock, so that of two contexts the later one does not bring an older cookie.
      const theirs = await cookie.read();
      const ours = await storage.read();
      if (theirs === undefined) return ours;
      const shared = await readText(area, sharedKey);
      if (isSameClient(theirs, shared)) {
        const isBehind = ours !== undefined && isOtherRotation(ours, theirs);
        if (isBehind && (await cookie.replace(theirs, ours))) await area.set({ [sharedKey]: ours });
        return ours;
      }
      if (shared === undefined && ours !== undefined && (await cookie.isSignedOut())) return ours;
      // A value that is stored already makes no event, so there is none to tell apart.
      if (ours !== theirs) onWrite(theirs);
      await area.set({ [key]: theirs, [sharedKey]: theirs });
      return theirs;
    });

  return {
    ...storage,
    read,
    async replace(expected, next) {
      const isCurrent = await storage.replace(expected, next);
      // Now, for the web app may be loaded before this extension sends another request.
      if (isCurrent && expected && next && isOtherRotation(next, expected)) await read();
      return isCurrent;
    },
  };
}

/**
 * Whether two client JWTs name the same client in different rotations, of which Clerk takes the latest.
 * Never so on a development key, whose JWT has none.
 */
function isOtherRotation(one: string, other: string): boolean {
  const { id, rotating_token } = readJwtClaims(one) ?? {};
  const claims = readJwtClaims(other);
  if (id === undefined || id !== claims?.id) return false;
  return typeof rotating_token === 'string' && rotating_token !== claims.rotating_token;
}
