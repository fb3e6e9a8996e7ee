import type { KnownSession, SessionSnapshot } from '../../auth/session-snapshot';
import type { RouteError } from '../../messaging/errors';

/** Two snapshots of one identity may share tokens; two of different ones never. */
export function identityOf(session: KnownSession): string {
  if (session.status === 'signed-out') return session.status;
  const organization = session.status === 'signed-in' ? session.organization : null;
  const access = organization && [
    organization.id,
    organization.role,
    // Clerk lists them in no particular order.
    organization.permissions.toSorted(),
  ];
  return JSON.stringify([session.status, session.user.id, session.sessionId, access]);
}

/** What the gateway's error says of why nobody knows who is signed in. */
export function reasonOf(error: RouteError): 'offline' | 'unreachable' | 'misconfigured' {
  if (error.code === 'OFFLINE') return 'offline';
  return error.code === 'MISCONFIGURED' ? 'misconfigured' : 'unreachable';
}

/** The snapshot while there is none. `fetchedAt` is epoch milliseconds. */
export function toUnavailable(
  reason: ReturnType<typeof reasonOf>,
  fetchedAt: number,
): SessionSnapshot & { status: 'unavailable' } {
  return { status: 'unavailable', reason, fetchedAt };
}
