import type { KnownSession } from '../../auth/session-snapshot';
import type { SessionCache } from './cache';

/**
 * The session to act for: the cached one once nothing is under way that could change it, refreshed
 * when there is none or it may be wrong. Rejects with the gateway's error when Clerk could not be asked.
 *
 * @param isOutdated whether this caller needs a newer one for another reason.
 */
export async function resolveSession(
  cache: SessionCache,
  isOutdated: (session: KnownSession) => boolean,
): Promise<KnownSession> {
  const cached = await cache.whenIdle();
  return cached && !cache.isInvalidated() && !isOutdated(cached) ? cached : cache.joinRefresh();
}
