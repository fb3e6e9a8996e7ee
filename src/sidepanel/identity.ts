import type { SessionSnapshot } from '../auth/session-snapshot';

/**
 * Which session and organisation somebody acts for, as one comparable text: the panel's Clerk and
 * the worker agree exactly when theirs are equal.
 */
export type Identity = string;

const SIGNED_OUT: Identity = 'signed-out';

/** The worker's identity. `null`: it does not know, so there is nothing to agree on. */
export function identityOfSnapshot(snapshot: SessionSnapshot | undefined): Identity | null {
  switch (snapshot?.status) {
    case undefined:
    case 'unavailable':
      return null;
    case 'signed-out':
      return SIGNED_OUT;
    case 'pending':
      return identity('pending', snapshot.sessionId, null);
    case 'signed-in':
      return identity('active', snapshot.sessionId, snapshot.organization?.id ?? null);
  }
}

/** The SDK's resources that an identity depends on. */
export type ClerkResources = {
  session?: { id: string; status: string } | null | undefined;
  organization?: { id: string } | null | undefined;
};

/** The identity in the panel's Clerk. `null`: it is switching sessions and will report again. */
export function identityOfClerk({ session, organization }: ClerkResources): Identity | null {
  if (session === undefined) return null;
  if (session === null) return SIGNED_OUT;
  return session.status === 'pending'
    ? identity('pending', session.id, null)
    : identity('active', session.id, organization?.id ?? null);
}

function identity(status: 'active' | 'pending', sessionId: string, organizationId: string | null) {
  return JSON.stringify([status, sessionId, organizationId]);
}
