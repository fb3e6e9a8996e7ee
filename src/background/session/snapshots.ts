import { isCause } from '../../auth/cause';
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

// #region feature: sync-host
/** What a snapshot acts as, as `SESSION:ORGANISATION`, for comparison with a token's claims. */
export function contextOf(session: KnownSession | null): string {
  if (session === null || session.status === 'signed-out') return ':';
  const organization = session.status === 'signed-in' ? session.organization : null;
  return `${session.sessionId}:${organization?.id ?? ''}`;
}
// #endregion feature: sync-host

/** The snapshot while there is none, by the gateway's error. `fetchedAt` is epoch milliseconds. */
export function toUnavailable(
  error: RouteError,
  fetchedAt: number,
): SessionSnapshot & { status: 'unavailable' } {
  const cause = error.details?.cause;
  return {
    status: 'unavailable',
    reason: reasonOf(error),
    ...(isCause(cause) ? { cause } : {}),
    fetchedAt,
  };
}

function reasonOf({ code }: RouteError): 'offline' | 'unreachable' | 'misconfigured' {
  if (code === 'OFFLINE') return 'offline';
  return code === 'MISCONFIGURED' ? 'misconfigured' : 'unreachable';
}
