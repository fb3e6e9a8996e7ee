import { notFound, sessionEnded, signedOut } from '../http/errors';
import type { FapiContext } from '../http/fapi-env';
import type { Instance } from '../instance';
import type { Session } from '../store/client-model';
import { findMembership } from '../store/queries';
import type { User } from '../store/user-model';
import { activeSessions, isActive } from './sessions';

/**
 * The session `id` of the asking client. Answers 404 for one that is not this client's, 401 for
 * one that has ended, and 401 for anything once nobody is signed in.
 */
export function requireSession(instance: Instance, c: FapiContext, id: string): Session {
  const client = c.get('client');
  const session = instance.store.sessions.get(id);
  if (session?.clientId === client.id) {
    if (isActive(instance, session)) return session;
    throw sessionEnded();
  }
  if (activeSessions(instance, client).length === 0) throw signedOut();
  throw notFound('Session');
}

/** The session the request acts for: the one it names, else the client's last active one. */
export function actingSession(instance: Instance, c: FapiContext): Session {
  const client = c.get('client');
  const id = c.req.query('_clerk_session_id') ?? client.lastActiveSessionId;
  if (!id) throw signedOut();
  return requireSession(instance, c, id);
}

/** The user the request acts for. */
export function actingUser(instance: Instance, c: FapiContext): User {
  return userOf(instance, actingSession(instance, c));
}

/** The user of `session`. */
export function userOf(instance: Instance, session: Session): User {
  const user = instance.store.users.get(session.userId);
  if (user === undefined) throw signedOut();
  return user;
}

/** Answers 404 unless the user is in the organisation, as Clerk does for one it does not show. */
export function requireMembership(
  instance: Instance,
  organizationId: string,
  userId: string,
): void {
  if (findMembership(instance.store, organizationId, userId) === undefined) {
    throw notFound('Organization');
  }
}
