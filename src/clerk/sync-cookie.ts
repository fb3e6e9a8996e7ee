import type { KeyMode } from './client-jwt';

/** The cookie by which the web app whose sign-in this extension shares names its client to Clerk. */
export type SyncCookie = {
  /** The client JWT in it; `undefined` if there is none or it cannot be read. */
  read(): Promise<string | undefined>;
  /** Whether Clerk has told the web app that nobody is signed in to it. */
  isSignedOut(): Promise<boolean>;
  /**
   * Puts another JWT into the cookie that there is, which stays as it is otherwise. Never rejects.
   *
   * @returns whether it holds that one then. On a development key, whose JWT never changes, it does not.
   */
  write(jwt: string): Promise<boolean>;
};

/** The part of `chrome.cookies` used here, so that a test can stand in for it. */
type Cookies = Pick<typeof chrome.cookies, 'get' | 'set'>;

/**
 * @param cookieOrigin where the cookie is: see `Env`.
 * @see https://github.com/clerk/javascript/blob/main/packages/chrome-extension/src/internal/clerk.ts
 */
export function createSyncCookie(
  cookieOrigin: string,
  mode: KeyMode,
  cookies: Cookies = chrome.cookies,
): SyncCookie {
  const named = (name: string) => cookies.get({ name, url: cookieOrigin }).catch(() => null);
  const get = () => named(mode === 'production' ? '__client' : '__clerk_db_jwt');

  return {
    read: async () => (await get())?.value || undefined,
    isSignedOut: async () => (await named('__client_uat'))?.value === '0',
    async write(value) {
      const cookie = mode === 'production' ? await get() : null;
      if (!cookie) return false;
      const { domain, hostOnly, session: _, ...same } = cookie;
      const details = { ...same, ...(hostOnly ? {} : { domain }), url: cookieOrigin, value };
      const written = await cookies.set(details).catch(() => null);
      return written?.value === value;
    },
  };
}
