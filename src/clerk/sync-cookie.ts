import { readJwtClaims } from '../auth/jwt';
import type { KeyMode } from './client-jwt';

/** The cookie by which the web app whose sign-in this extension shares names its client to Clerk. */
export type SyncCookie = {
  /** The client JWT in it; `undefined` if there is none, it cannot be read or what it holds can name no client. */
  read(): Promise<string | undefined>;
  /** Whether Clerk has told the web app that nobody is signed in to it. */
  isSignedOut(): Promise<boolean>;
  /**
   * Puts `next` in the place of `expected`, and leaves the cookie as it is otherwise. Where it holds another
   * JWT by now, which Clerk has given the web app since, that stays. Chrome has no such operation: a change
   * in the moment between its `get` and its `set` is overwritten. Never rejects.
   *
   * @returns whether it holds `next` then. On a development key, whose JWT never changes, it does not.
   */
  replace(expected: string, next: string): Promise<boolean>;
};

/** The part of `chrome.cookies` used here, so that a test can stand in for it. */
type Cookies = Pick<typeof chrome.cookies, 'get' | 'getAll' | 'set'>;

/**
 * @param cookieOrigin where the cookie is: see `Env`.
 * @param key that the web app and this extension share.
 * @see https://github.com/clerk/javascript/blob/main/packages/chrome-extension/src/internal/clerk.ts
 */
export function createSyncCookie(
  cookieOrigin: string,
  { mode, publishableKey }: { mode: KeyMode; publishableKey: string },
  cookies: Cookies = chrome.cookies,
): SyncCookie {
  const get = (name: string) => cookies.get({ name, url: cookieOrigin }).catch(() => null);
  // Without the suffix it may be another application's, which shares the host while developing.
  const getOwn = async (name: string) =>
    (await get(`${name}_${await cookieSuffix(publishableKey)}`)) ?? (await get(name));

  /** The one that Clerk's server has set. It has no suffix: the host is of one instance alone. */
  const getClient = async () => {
    // Of several by that name `get` would tell the oldest, which may be planted.
    const all = await cookies.getAll({ name: '__client', url: cookieOrigin }).catch(() => []);
    return all.find((one) => isSetByClerk(one, new URL(cookieOrigin).hostname));
  };

  return {
    async read() {
      const cookie = await (mode === 'production' ? getClient() : getOwn('__clerk_db_jwt'));
      return cookie && canNameClient(cookie.value, mode) ? cookie.value : undefined;
    },
    isSignedOut: async () => (await getOwn('__client_uat'))?.value === '0',
    async replace(expected, value) {
      const cookie = mode === 'production' ? await getClient() : undefined;
      if (cookie?.value !== expected) return false;
      const { domain, hostOnly, session: _, ...same } = cookie;
      const details = { ...same, ...(hostOnly ? {} : { domain }), url: cookieOrigin, value };
      const written = await cookies.set(details).catch(() => null);
      return written?.value === value;
    },
  };
}

/**
 * Whether a production cookie is as Clerk sets it: for the Frontend API's host alone, over TLS and out of
 * scripts' reach. One for the whole domain can be of any host of it, and of the network.
 *
 * @see https://github.com/clerk/javascript/discussions/336
 */
function isSetByClerk({ domain, httpOnly, secure }: chrome.cookies.Cookie, host: string): boolean {
  return secure && httpOnly && domain.replace(/^\./, '') === host;
}

/**
 * Whether Clerk can have written this: a JWT, or on a development key an opaque name. Whoever may set cookies
 * on the domain can set any text, and one that no header carries would fail every request from then on.
 */
function canNameClient(value: string, mode: KeyMode): boolean {
  return /^[\w.-]+$/.test(value) && (mode === 'development' || readJwtClaims(value) !== null);
}

const suffixes = new Map<string, Promise<string>>();

/**
 * What Clerk ends the names of a key's cookies with, made once: each request to Clerk reads such a cookie.
 * Clerk's own function, imported by worker and panel, would be in the script that all pages share; the test
 * holds this one to it.
 *
 * @see https://github.com/clerk/javascript/blob/main/packages/shared/src/keys.ts (getCookieSuffix)
 */
export function cookieSuffix(publishableKey: string): Promise<string> {
  const suffix = suffixes.get(publishableKey) ?? makeSuffix(publishableKey);
  suffixes.set(publishableKey, suffix);
  return suffix;
}

async function makeSuffix(publishableKey: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-1', new TextEncoder().encode(publishableKey));
  const base64 = btoa(String.fromCharCode(...new Uint8Array(digest)));
  return base64.replaceAll('+', '-').replaceAll('/', '_').slice(0, 8);
}
