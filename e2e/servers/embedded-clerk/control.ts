import type { JSONWebKeySet } from 'jose';
import type { Clock } from './clock';
import type { FaultInjector, Faults } from './faults';
import type { Instance } from './instance';
import type { RoleKey, Session } from './model';
import { addMembership, createOrganization, removeMembership } from './organizations';
import type { RecordedRequest, Recorder } from './recorder';
import { endSession, isActive } from './sessions';
import { findMembership, rows } from './store';
import { createUser } from './users';

export type AddUser = {
  email: string;
  password: string;
  firstName?: string | undefined;
  lastName?: string | undefined;
  publicMetadata?: Record<string, unknown> | undefined;
  unsafeMetadata?: Record<string, unknown> | undefined;
};

/** A user and what it signs in with. */
export type AddedUser = { id: string; email: string; password: string };

export type AddOrganization = {
  name: string;
  /** Taken from the name if left out. */
  slug?: string | undefined;
  members: { userId: string; role: RoleKey }[];
};

export type AddedOrganization = { id: string; name: string; slug: string };

/** A session that is active now. */
export type ActiveSession = {
  id: string;
  userId: string;
  clientId: string;
  organizationId: string | null;
  /** Milliseconds since the epoch, on the server's clock. */
  expireAt: number;
};

/** What a test may do to, and ask of, an embedded Clerk from outside the Frontend API. */
export type Control = {
  /** Adds a user with a verified address. Rejects if the address is taken. */
  addUser(user: AddUser): Promise<AddedUser>;
  /** Adds an organisation. Throws if a member is not a user, or the slug is taken. */
  addOrganization(organization: AddOrganization): AddedOrganization;
  /** Takes a user out of an organisation; one who is not in it is no error. */
  removeMember(organizationId: string, userId: string): void;
  /** Gives a role a custom permission, `org:<feature>:<action>`, which its tokens then carry. */
  grant(role: RoleKey, permission: string): void;
  /** Adds a JWT template, or replaces the one of that name. */
  addTemplate(name: string, claims: Record<string, unknown>, lifetimeSeconds: number): void;
  /** Revokes every session of the user, on every client. */
  signOutEverywhere(userId: string): void;
  /** Revokes one session; one that is over already is no error. */
  revokeSession(sessionId: string): void;
  /** The active sessions of all clients, oldest first. */
  sessions(): ActiveSession[];
  faults: Faults;
  /** Every request since the last `clearRequests`, without secrets. */
  requests(): RecordedRequest[];
  /** Those that asked for an endpoint which is not implemented. A test should see none. */
  unknownRequests(): RecordedRequest[];
  clearRequests(): void;
  /** The keys that verify this instance's tokens. */
  jwks(): JSONWebKeySet;
  /** The same key in PEM, for `verifyToken({ jwtKey })` of `@clerk/backend`. */
  publicKeyPem(): string;
  /** Moves the server's clock forward for good: sessions expire and tokens are minted by it. */
  advanceClock(ms: number): void;
};

/** The control of one instance, in its own process. */
export function createControl(
  instance: Instance,
  faults: FaultInjector,
  recorder: Recorder,
  clock: Clock,
): Control {
  const { store } = instance;
  const revoke = (session: Session) => {
    if (isActive(instance, session)) endSession(instance, session, 'revoked');
  };
  return {
    addUser: async ({ email, password, firstName, lastName, publicMetadata, unsafeMetadata }) => {
      const user = createUser(instance, {
        email,
        password,
        firstName: firstName ?? null,
        lastName: lastName ?? null,
        publicMetadata: publicMetadata ?? {},
        unsafeMetadata: unsafeMetadata ?? {},
      });
      return { id: user.id, email: user.emails[0]?.email ?? email, password };
    },
    addOrganization: (input) => {
      const stranger = input.members.find((member) => !store.users.has(member.userId));
      if (stranger !== undefined) throw new Error(`There is no user "${stranger.userId}".`);
      const { id, name, slug } = createOrganization(instance, input.name, input.slug);
      for (const { userId, role } of input.members) addMembership(instance, id, userId, role);
      return { id, name, slug };
    },
    removeMember: (organizationId, userId) => {
      const membership = findMembership(store, organizationId, userId);
      if (membership !== undefined) removeMembership(instance, membership);
    },
    grant: (role, permission) => instance.roles.grant(role, permission),
    addTemplate: (name, claims, lifetimeSeconds) => {
      store.templates.set(name, { name, claims, lifetimeSeconds });
    },
    signOutEverywhere: (userId) => {
      rows(store.sessions, (session) => session.userId === userId).forEach(revoke);
    },
    revokeSession: (sessionId) => {
      const session = store.sessions.get(sessionId);
      if (session !== undefined) revoke(session);
    },
    sessions: () =>
      rows(store.sessions, (session) => isActive(instance, session)).map(
        ({ id, userId, clientId, organizationId, expireAt }) => ({
          id,
          userId,
          clientId,
          organizationId,
          expireAt,
        }),
      ),
    faults: { add: faults.add, remove: faults.remove, clear: faults.clear },
    requests: recorder.requests,
    unknownRequests: recorder.unknownRequests,
    clearRequests: recorder.clear,
    jwks: instance.key.jwks,
    publicKeyPem: instance.key.publicKeyPem,
    advanceClock: clock.advance,
  };
}
