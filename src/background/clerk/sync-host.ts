/**
 * Calls back when the synced web app signs in or out, which shows as a change of Clerk's cookies: the
 * client JWT (`__client`, or `__clerk_db_jwt` on a development key) or the time of the last sign-in
 * or sign-out (`__client_uat`). The SDK's own listener reloads the page it runs in and so cannot run
 * in a worker. Chrome tells only of cookies whose own domain the manifest's hosts cover.
 *
 * Call it at the worker's top level: only then does a change wake the worker.
 *
 * @param cookieOrigin where the cookies are: see `Env`.
 * @see https://github.com/clerk/javascript/blob/main/packages/chrome-extension/src/internal/utils/cookies.ts
 */
export function onSyncHostChange(cookieOrigin: string, callback: () => void): void {
  const { hostname } = new URL(cookieOrigin);
  chrome.cookies.onChanged.addListener(({ cookie }) => {
    if (isSyncCookie(cookie, hostname)) callback();
  });
}

/** Whether a cookie is one of Clerk's that `hostname` is sent. */
export function isSyncCookie(cookie: { name: string; domain: string }, hostname: string): boolean {
  return isClerkCookie(cookie.name) && reaches(hostname, cookie.domain);
}

/** Clerk may add a suffix that names the instance: `__client_uat_Ab12`. */
function isClerkCookie(name: string): boolean {
  return /^__(client|client_uat|clerk_db_jwt)(_[A-Za-z0-9_-]+)?$/.test(name);
}

/** A cookie of `.example.com` is sent to `app.example.com` too; not the other way round. */
function reaches(hostname: string, cookieDomain: string): boolean {
  const domain = cookieDomain.replace(/^\./, '');
  return hostname === domain || hostname.endsWith(`.${domain}`);
}
