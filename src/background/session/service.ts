import type { SessionSnapshot } from '../../auth/session-snapshot';
import { unreachable } from '../clerk/errors';
import type { ClerkGateway } from '../clerk/gateway';
import type { SessionCache } from './cache';
import { isStale } from './freshness';
import { createGetToken, type GetToken } from './get-token';
import { createMutations, type SessionMutations } from './mutations';
import { ANSWER_TIMEOUT_MS, withTimeout } from './timeout';

/** What the worker does for pages. Rejections are `RouteError`s of the auth contract. */
export type SessionService = SessionMutations & {
  getToken: GetToken;
  /** Who is signed in, no older than a minute unless Clerk is out of reach. Never rejects. */
  getSession(): Promise<SessionSnapshot>;
};

/** Serves tokens and sessions from the cache, and asks Clerk for the rest. `now` is epoch milliseconds. */
export function createSessionService(
  cache: SessionCache,
  gateway: ClerkGateway,
  now: () => number = Date.now,
): SessionService {
  async function getSession(): Promise<SessionSnapshot> {
    const cached = await cache.whenIdle();
    const isValid = cached && !cache.isInvalidated() && !isStale(cached, now());
    return isValid ? cached : cache.joinRefresh();
  }

  return {
    ...createMutations(cache, gateway, now),
    getToken: createGetToken(cache, gateway, now),
    getSession: () =>
      withTimeout(ANSWER_TIMEOUT_MS, getSession, () => unreachable(true)).catch(cache.latest),
  };
}
