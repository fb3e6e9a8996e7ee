import type { SessionSnapshot } from '../../auth/session-snapshot';
import { unreachable } from '../clerk/errors';
import type { ClerkGateway } from '../clerk/gateway';
import type { SessionCache } from './cache';
import { type Clock, systemClock } from './clock';
import { isStale } from './freshness';
import { createGetToken, type GetToken } from './get-token';
import { createMutations, type SessionMutations } from './mutations';
import { createRefusals } from './refusals';
import { resolveSession } from './resolve-session';
import { ANSWER_TIMEOUT_MS, withTimeout } from './timeout';

/** What the worker does for pages. Rejections are `RouteError`s of the auth contract. */
export type SessionService = SessionMutations & {
  getToken: GetToken;
  /** Who is signed in, no older than a minute unless Clerk is out of reach. Never rejects. */
  getSession(): Promise<SessionSnapshot>;
  /** Has the next call reach Clerk, however it fared before: there is reason to think it fares better. */
  retryNow(): void;
};

/** Serves tokens and sessions from the cache, and asks Clerk for the rest. */
export function createSessionService(
  cache: SessionCache,
  gateway: ClerkGateway,
  { now }: Pick<Clock, 'now'> = systemClock,
): SessionService {
  const getSession = (): Promise<SessionSnapshot> =>
    resolveSession(cache, (cached) => isStale(cached, now()));
  const refusals = createRefusals(now);

  return {
    ...createMutations(cache, gateway, now),
    getToken: createGetToken(cache, gateway, refusals, now),
    getSession: () =>
      withTimeout(ANSWER_TIMEOUT_MS, getSession, () => unreachable(true)).catch(cache.latest),
    retryNow() {
      gateway.retryNow();
      refusals.clear();
    },
  };
}
