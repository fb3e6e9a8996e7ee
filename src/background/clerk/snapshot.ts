import type { KnownSession, SnapshotOrganization, SnapshotUser } from '../../auth/session-snapshot';
import type { ClerkClient, ClerkSession, ClerkUser } from './client';

/**
 * The session the client stands for: the one it last made active, or else the first that is signed
 * in, as the SDK chooses at load.
 *
 * @see https://github.com/clerk/javascript/blob/main/packages/clerk-js/src/core/clerk.ts (defaultSession)
 */
export function currentSession(clerk: ClerkClient): ClerkSession | null {
  const sessions = clerk.client?.signedInSessions ?? [];
  const lastActive = sessions.find(({ id }) => id === clerk.client?.lastActiveSessionId);
  return lastActive ?? sessions[0] ?? null;
}

/** What pages may know of that session. It reads no token and no metadata. */
export function snapshotFromClerk(clerk: ClerkClient, fetchedAt: number): KnownSession {
  const session = currentSession(clerk);
  if (!session?.user) return { status: 'signed-out', fetchedAt };
  const user = toUser(session.user);
  if (session.status === 'pending') {
    return { status: 'pending', user, sessionId: session.id, fetchedAt };
  }
  return {
    status: 'signed-in',
    user,
    sessionId: session.id,
    sessionExpiresAt: session.expireAt.getTime(),
    organization: toOrganization(session.user, session.lastActiveOrganizationId),
    fetchedAt,
  };
}

function toUser(user: ClerkUser): SnapshotUser {
  return {
    id: user.id,
    fullName: user.fullName,
    email: user.primaryEmailAddress?.emailAddress ?? null,
    // Without a picture of their own Clerk draws one; initials need no request to its image host.
    imageUrl: user.hasImage ? user.imageUrl : null,
  };
}

function toOrganization(user: ClerkUser, id: string | null): SnapshotOrganization | null {
  const membership = user.organizationMemberships.find(
    ({ organization }) => organization.id === id,
  );
  if (!membership) return null;
  const { organization, role, permissions } = membership;
  return {
    id: organization.id,
    name: organization.name,
    slug: organization.slug,
    imageUrl: organization.hasImage ? organization.imageUrl : null,
    role,
    permissions: [...permissions],
  };
}
