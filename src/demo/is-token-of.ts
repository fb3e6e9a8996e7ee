import type { AccessToken } from '../auth/access-token';
import type { SessionSnapshot } from '../auth/session-snapshot';

/**
 * Whether the token belongs to the session and organisation of the snapshot. Where nobody knows
 * (no snapshot yet, or none to be had) the token gets the benefit of the doubt.
 */
export function isTokenOf(token: AccessToken, snapshot: SessionSnapshot | undefined): boolean {
  switch (snapshot?.status) {
    case undefined:
    case 'unavailable':
      return true;
    case 'signed-in':
      return (
        token.sessionId === snapshot.sessionId &&
        token.organizationId === (snapshot.organization?.id ?? null)
      );
    case 'pending':
    case 'signed-out':
      return false;
  }
}
