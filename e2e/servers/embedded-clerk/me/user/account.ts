import { deleteApiKeysOf } from '../../api-keys/api-keys';
import type { Instance } from '../../instance';
import { removeMembership } from '../../organizations/organizations';
import { endSession, isActive } from '../../sessions/sessions';
import type { Session } from '../../store/client-model';
import { rows } from '../../store/queries';
import type { User } from '../../store/user-model';

/** Clerk's default: an account that is locked opens by itself after an hour. */
export const lockMinutes = 60;
/** Wrong passwords and codes since the last sign-in before an account locks: Clerk's default. */
export const maxFailedAttempts = 10;

/** Bans `user`: all sessions are revoked, and no further one begins. */
export function banUser(instance: Instance, user: User): void {
  user.banned = true;
  revokeSessions(instance, user);
}

/** Takes a ban away. Sessions that it ended stay ended. */
export function unbanUser(_instance: Instance, user: User): void {
  user.banned = false;
}

/** Locks `user` out of signing in for an hour. Sessions go on. */
export function lockUser(instance: Instance, user: User): void {
  user.lockedUntil = instance.clock.now() + lockMinutes * 60_000;
}

/** Takes a lock away, and forgets the wrong passwords that may have led to it. */
export function unlockUser(_instance: Instance, user: User): void {
  user.lockedUntil = null;
  user.failedAttempts = 0;
}

/** Revokes the sessions of `user`, on every client, `except` one. */
export function revokeSessions(instance: Instance, user: User, except?: Session): void {
  for (const session of openSessions(instance, user)) {
    if (session !== except) endSession(instance, session, 'revoked');
  }
}

function openSessions(instance: Instance, user: User): Session[] {
  return rows(instance.store.sessions, (row) => row.userId === user.id && isActive(instance, row));
}

/** Deletes `user` with its memberships and API keys; its sessions are over. */
export function deleteUser(instance: Instance, user: User): void {
  const { memberships, users } = instance.store;
  for (const session of openSessions(instance, user)) endSession(instance, session, 'removed');
  for (const row of rows(memberships, ({ userId }) => userId === user.id)) {
    removeMembership(instance, row);
  }
  deleteApiKeysOf(instance, user.id);
  users.delete(user.id);
}

/** When `user` was last seen by way of any session, or `null`. */
export function lastActiveAt(instance: Instance, user: User): number | null {
  const own = rows(instance.store.sessions, (row) => row.userId === user.id);
  return own.length === 0 ? null : Math.max(...own.map((row) => row.lastActiveAt));
}

/** Whether `user` may sign in, and what was seen of them: required of a user by both of Clerk's documents. */
export function accountJSON(instance: Instance, user: User) {
  const now = instance.clock.now();
  const locked = user.lockedUntil !== null && now < user.lockedUntil;
  return {
    banned: user.banned,
    locked,
    lockout_expires_in_seconds: locked ? Math.ceil(((user.lockedUntil ?? now) - now) / 1000) : null,
    verification_attempts_remaining: Math.max(0, maxFailedAttempts - user.failedAttempts),
    last_active_at: lastActiveAt(instance, user),
    mfa_enabled_at: null,
    mfa_disabled_at: null,
  };
}
