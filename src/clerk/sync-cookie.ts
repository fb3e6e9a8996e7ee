import type { KeyMode } from './client-jwt';

/**
 * The client JWT of the web app whose sign-in this extension shares, `undefined` if it has none or the
 * cookie cannot be read.
 *
 * @param cookieOrigin where the cookie is: see `Env`.
 * @see https://github.com/clerk/javascript/blob/main/packages/chrome-extension/src/internal/clerk.ts
 */
export async function readSyncCookie(
  cookieOrigin: string,
  mode: KeyMode,
): Promise<string | undefined> {
  const name = mode === 'production' ? '__client' : '__clerk_db_jwt';
  const cookie = await chrome.cookies.get({ name, url: cookieOrigin }).catch(() => null);
  return cookie?.value || undefined;
}
