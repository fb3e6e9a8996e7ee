import type { SessionSnapshot } from '../auth/session-snapshot';
import type { LoadFailure } from '../clerk/answer-watch';

/**
 * Whether the worker has reached Clerk since this panel failed to, so that loading the panel anew
 * would help. A load that is merely slow is left alone: it may be about to succeed.
 *
 * @param shownAt when the failure was first shown, in epoch milliseconds.
 */
export function isClerkBack(
  snapshot: SessionSnapshot | undefined,
  failure: LoadFailure | null,
  shownAt: number,
): boolean {
  if (!failure || snapshot === undefined || snapshot.status === 'unavailable') return false;
  // Only Clerk knows of a session, but the worker also says signed-out, without asking, where nobody
  // ever was.
  const since = snapshot.status === 'signed-out' ? Math.max(shownAt, failure.at) : failure.at;
  return snapshot.fetchedAt > since;
}
