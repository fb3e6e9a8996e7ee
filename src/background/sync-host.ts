/**
 * Calls back when the synced web app signs in or out, which shows as a change of Clerk's cookies on
 * its host: the client JWT (`__client`, or `__clerk_db_jwt` on a development key) or the time of the
 * last sign-in or sign-out (`__client_uat`). The SDK's own listener reloads the page it runs in and
 * so cannot run in a worker.
 *
 * Call it at the worker's top level: only then does a change wake the worker.
 *
 * @param syncHost origin of the web app.
 * @see https://github.com/clerk/javascript/blob/main/packages/chrome-extension/src/internal/utils/cookies.ts
 */
export function onSyncHostChange(syncHost: string, callback: () => void): void {
  const { hostname } = new URL(syncHost);
  chrome.cookies.onChanged.addListener(({ cookie }) => {
    if (isSyncCookie(cookie, hostname)) callback();
  });
}

/** Whether a cookie is one of Clerk's that the web app at `hostname` is sent. */
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
