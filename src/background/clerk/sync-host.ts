/** The part of `chrome.cookies` used here, so that a test can stand in for it. */
export type CookieEvents = {
  onChanged: {
    addListener(
      listener: (change: {
        cookie: { name: string; domain: string; value: string };
        cause: string;
        removed: boolean;
      }) => void,
    ): void;
  };
};

/**
 * Calls back when the synced web app signs in or out, which shows as a change of Clerk's cookies: the
 * client JWT (`__client`, or `__clerk_db_jwt` on a development key) or the time of the last sign-in
 * or sign-out (`__client_uat`). A switch of account or organisation changes neither: what clerk-js
 * writes down for the web app's other tabs (`clerk_active_context`) tells of it. The SDK's own listener
 * reloads the page it runs in and so cannot run in a worker. Chrome tells only of cookies whose own
 * domain the manifest's hosts cover.
 *
 * Clerk sets its cookies again in answers that change nothing: the JWT signed anew, the time as it was.
 * Those are passed over.
 *
 * Call it at the worker's top level: only then does a change wake the worker.
 *
 * @param hosts where the cookies are, and the web app: see `Env`.
 * @param current whether a JWT names the client that the extension already uses, and what it acts as, as
 * `SESSION:ORGANISATION`.
 * @see https://github.com/clerk/javascript/blob/main/packages/chrome-extension/src/internal/utils/cookies.ts
 */
export function onSyncHostChange(
  hosts: { cookieOrigin: string; syncHost: string },
  current: { isClient(jwt: string): Promise<boolean>; context(): Promise<string> },
  callback: () => void,
  cookies: CookieEvents = chrome.cookies,
): void {
  const { hostname } = new URL(hosts.cookieOrigin);
  const webAppHost = new URL(hosts.syncHost).hostname;
  const lastTimes = new Map<string, string>();
  let lastSwitch = '';

  /** Asked about once: a web app that goes on as somebody else writes it down every few seconds. */
  async function followSwitch(theirs: string): Promise<void> {
    const ours = await current.context();
    const difference = ours === theirs ? '' : `${ours} ${theirs}`;
    if (difference === lastSwitch) return;
    lastSwitch = difference;
    if (difference) callback();
  }

  cookies.onChanged.addListener(({ cookie, cause, removed }) => {
    // What is overwritten is told of twice, and the second time with its value.
    if (cause === 'overwrite') return;
    if (cookie.name === 'clerk_active_context' && cookie.domain === webAppHost) {
      if (!removed) followSwitch(cookie.value).catch(callback);
      return;
    }
    if (!isSyncCookie(cookie, hostname)) return;
    if (isTimeCookie(cookie.name)) {
      const value = removed ? '' : cookie.value;
      if (lastTimes.get(cookie.name) === value) return;
      lastTimes.set(cookie.name, value);
      callback();
    } else if (removed) {
      callback();
    } else {
      current.isClient(cookie.value).then((isCurrent) => {
        if (!isCurrent) callback();
      }, callback);
    }
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

/** Whether it is the one that holds the time of the last sign-in or sign-out. */
function isTimeCookie(name: string): boolean {
  return name.startsWith('__client_uat');
}

/** A cookie of `.example.com` is sent to `app.example.com` too; not the other way round. */
function reaches(hostname: string, cookieDomain: string): boolean {
  const domain = cookieDomain.replace(/^\./, '');
  return hostname === domain || hostname.endsWith(`.${domain}`);
}
