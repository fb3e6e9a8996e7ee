import type {
  KnownSession,
  SnapshotAccount,
  SnapshotMembership,
  SnapshotOrganization,
  SnapshotUser,
} from '../../auth/session-snapshot';
import { currentSession } from '../../clerk/current-session';
import type { ClerkClient, ClerkSession, ClerkUser } from './client';

/** What pages may know of that session. It reads no token and no metadata. */
export function snapshotFromClerk(clerk: ClerkClient, fetchedAt: number): KnownSession {
  const session = currentSession(clerk.client);
  if (!session?.user) return { status: 'signed-out', fetchedAt };
  const user = toUser(session.user);
  const accounts = toAccounts(clerk.client?.signedInSessions ?? []);
  if (session.status === 'pending') {
    return { status: 'pending', user, sessionId: session.id, accounts, fetchedAt };
  }
  return {
    status: 'signed-in',
    user,
    sessionId: session.id,
    accounts,
    sessionExpiresAt: session.expireAt.getTime(),
    organization: toOrganization(session.user, session.lastActiveOrganizationId),
    memberships: session.user.organizationMemberships.map(({ organization }) =>
      toMembership(organization),
    ),
    personalAccount:
      clerk.__internal_environment?.organizationSettings.forceOrganizationSelection !== true,
    fetchedAt,
  };
}

/** Whether the user of that session belongs to the organisation, as far as the client knows. */
export function isMember(clerk: ClerkClient, sessionId: string, organizationId: string): boolean {
  const session = clerk.client?.signedInSessions.find(({ id }) => id === sessionId);
  const memberships = session?.user?.organizationMemberships ?? [];
  return memberships.some(({ organization }) => organization.id === organizationId);
}

/** Whether that session is one of the client's, as far as the client knows. */
export function hasSession(clerk: ClerkClient, sessionId: string): boolean {
  return clerk.client?.signedInSessions.some(({ id }) => id === sessionId) ?? false;
}

function toAccounts(sessions: readonly ClerkSession[]): SnapshotAccount[] {
  return sessions.flatMap(({ id, user }) => (user ? { sessionId: id, user: toUser(user) } : []));
}

function toUser(user: ClerkUser): SnapshotUser {
  return {
    id: user.id,
    fullName: user.fullName,
    email: user.primaryEmailAddress?.emailAddress ?? null,
    identifier: user.username ?? user.primaryPhoneNumber?.phoneNumber ?? null,
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
    ...toMembership(organization),
    slug: organization.slug,
    role,
    permissions: [...permissions],
  };
}

function toMembership({
  id,
  name,
  hasImage,
  imageUrl,
}: ClerkUser['organizationMemberships'][number]['organization']): SnapshotMembership {
  return { id, name, imageUrl: hasImage ? imageUrl : null };
}
