import type { KnownSession } from '../../auth/session-snapshot';
import type { SessionCache } from './cache';
import { isStale } from './freshness';

/**
 * The session to act for: the cached one once nothing is under way that could change it, refreshed
 * when it is missing or may be wrong. Rejects with the gateway's error when Clerk could not be asked.
 *
 * @param now epoch milliseconds.
 */
export async function resolveSession(
  cache: SessionCache,
  now: () => number,
): Promise<KnownSession> {
  const cached = await cache.whenIdle();
  const mayBeWrong =
    !cached ||
    cache.isInvalidated() ||
    // A sign-in elsewhere, on a synced host say, is not always reported to us.
    (cached.status === 'signed-out' && isStale(cached, now()));
  return mayBeWrong ? cache.joinRefresh() : cached;
}
