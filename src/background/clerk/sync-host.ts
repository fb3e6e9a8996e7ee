import { readJwtClaims } from '../../auth/jwt';
import type { LocalStorageArea } from '../../clerk/client-jwt-storage';
import { cookieSuffix } from '../../clerk/sync-cookie';
import { readClaims } from '../session/freshness';
import { createFollowedChanges } from './followed-changes';
import { throttle } from './throttle';

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
 * How often the cookies may have Clerk asked. Whoever may set them, which any host of the domain may, can do so
 * without end, and as long as Clerk is being asked nobody is given a token.
 */
const REFRESH_RATE = { burst: 20, intervalMs: 5_000 };

/**
 * Refreshes when the synced web app signs in or out, which shows as a change of Clerk's cookies: the
 * client JWT (`__client`, or `__clerk_db_jwt` on a development key) or the time of the last sign-in
 * or sign-out (`__client_uat`). A switch of account or organisation changes neither: the token in the
 * web app's own cookie (`__session`) tells of it. Its `clerk_active_context` does not: clerk-js writes
 * that in the same breath, but of a switch of account before it has noted the new session. The SDK's own
 * listener reloads the page it runs in and so cannot run in a worker. Chrome tells only of cookies whose
 * own domain the manifest's hosts cover.
 *
 * Clerk sets its cookies again in answers that change nothing: the JWT signed anew, the time as it was.
 * Those are passed over, also by the next life of a worker that has died. Of very many changes in a row the
 * last is followed some seconds later.
 *
 * Call it at the worker's top level: only then does a change wake the worker.
 *
 * @param env where the cookies are, the web app, and the key that both share: see `Env`.
 * @param current whether a JWT names the client that the extension already uses, and what it acts as, as
 * `SESSION:ORGANISATION`.
 * @param refresh asks Clerk what has changed; resolves to whether it has answered, and never rejects.
 * @param area where what was asked about is kept.
 * @see https://github.com/clerk/javascript/blob/main/packages/chrome-extension/src/internal/utils/cookies.ts
 * @see https://github.com/clerk/javascript/blob/main/packages/clerk-js/src/core/auth/AuthCookieService.ts
 */
export function onSyncHostChange(
  env: { cookieOrigin: string; syncHost: string; publishableKey: string },
  current: { isClient(jwt: string): Promise<boolean>; context(): Promise<string> },
  refresh: () => Promise<boolean>,
  cookies: CookieEvents = chrome.cookies,
  area: LocalStorageArea = chrome.storage.session,
): void {
  const ask = throttle(refresh, REFRESH_RATE);
  const { hostname } = new URL(env.cookieOrigin);
  const webAppHost = new URL(env.syncHost).hostname;
  const changes = createFollowedChanges(ask, area);

  async function followSwitch({ name, value }: { name: string; value: string }): Promise<void> {
    // The name without the suffix may be another application's, which shares the host while developing.
    if (name !== `__session_${await cookieSuffix(env.publishableKey)}`) return;
    const theirs = contextIn(value);
    if (theirs === null) return;
    const ours = await current.context();
    if (ours !== theirs) await changes.follow('switch', `${ours} ${theirs}`);
    // They agree, at once or by now. Once the extension has switched back, the same is news again.
    if ((await current.context()) === theirs) await changes.follow('switch', '');
  }

  async function followTime(name: string, value: string): Promise<void> {
    // Any other suffix is another application's or made up, and each name that is followed takes room.
    const own = ['__client_uat', `__client_uat_${await cookieSuffix(env.publishableKey)}`];
    if (own.includes(name)) await changes.follow(name, value);
  }

  cookies.onChanged.addListener(({ cookie, cause, removed }) => {
    // What is overwritten is told of twice, and the second time with its value.
    if (cause === 'overwrite') return;
    if (cookie.name.startsWith('__session_') && cookie.domain === webAppHost) {
      if (!removed) followSwitch(cookie).catch(ask);
      return;
    }
    if (!isSyncCookie(cookie, hostname)) return;
    if (isTimeCookie(cookie.name)) {
      followTime(cookie.name, removed ? 'removed' : cookie.value).catch(ask);
    } else if (removed) {
      void ask();
    } else {
      current.isClient(cookie.value).then((isCurrent) => {
        if (!isCurrent) void ask();
      }, ask);
    }
  });
}

/** What a session token acts as, as `SESSION:ORGANISATION`; `null` where it is none. */
function contextIn(jwt: string): string | null {
  const session = readJwtClaims(jwt)?.sid;
  if (typeof session !== 'string') return null;
  return `${session}:${readClaims(jwt)?.organizationId ?? ''}`;
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
