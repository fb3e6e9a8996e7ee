import { badRequest, FapiError, formError } from '../http/errors';
import type { FapiContext } from '../http/fapi-env';
import { newId } from '../ids';
import type { Instance } from '../instance';
import { lockUser, maxFailedAttempts } from '../me/user/account';
import { verifyPassword } from '../me/user/passwords';
import { activeSessions, startSession } from '../sessions/sessions';
import type { SignIn, User } from '../store/model';
import { findUserByEmail } from '../store/queries';

/** A sign-in for `identifier`, or one that still waits for it. Throws Clerk's answer if unknown. */
export function beginSignIn(
  instance: Instance,
  c: FapiContext,
  identifier: string | undefined,
): SignIn {
  refuseSecondSession(instance, c);
  const user = identifier === undefined ? undefined : findUserByEmail(instance.store, identifier);
  if (identifier !== undefined && user === undefined) {
    throw formError('form_identifier_not_found', 'identifier', "Couldn't find your account.");
  }
  if (user !== undefined) refuseSecondSignIn(instance, c, user);
  const signIn: SignIn = {
    id: newId('sia'),
    status: user === undefined ? 'needs_identifier' : 'needs_first_factor',
    identifier: identifier ?? null,
    userId: user?.id ?? null,
    verification: null,
    external: null,
    createdSessionId: null,
  };
  c.get('client').signIn = signIn;
  return signIn;
}

/** Throws Clerk's answer when a single-session client is signed in already. */
export function refuseSecondSession(instance: Instance, c: FapiContext): void {
  if (instance.singleSession && activeSessions(instance, c.get('client')).length > 0) {
    throw badRequest('session_exists', 'Session already exists', "You're already signed in.");
  }
}

function refuseSecondSignIn(instance: Instance, c: FapiContext, user: User): void {
  const session = activeSessions(instance, c.get('client')).find((row) => row.userId === user.id);
  if (session === undefined) return;
  throw new FapiError(400, {
    code: 'identifier_already_signed_in',
    message: 'Identifier already signed in',
    long_message: 'The given identifier is already signed in.',
    meta: { session_id: session.id },
  });
}

/** Checks the password; counts a wrong one, and locks the account at the limit. */
export function checkPassword(instance: Instance, user: User, password: string): void {
  const now = instance.clock.now();
  if (user.lockedUntil !== null && now >= user.lockedUntil) {
    user.lockedUntil = null;
    user.failedAttempts = 0;
  }
  if (user.lockedUntil !== null) throw userLocked();
  if (user.password === null) {
    throw badRequest(
      'strategy_for_user_invalid',
      'Invalid verification strategy',
      'The verification strategy is not valid for this account.',
    );
  }
  if (verifyPassword(password, user.password)) {
    user.failedAttempts = 0;
    return;
  }
  user.failedAttempts += 1;
  if (user.failedAttempts >= maxFailedAttempts) {
    lockUser(instance, user);
    throw userLocked();
  }
  throw formError(
    'form_password_incorrect',
    'password',
    'Password is incorrect. Try again, or use another method.',
  );
}

/** Ends a sign-in well: the session it leads to becomes the client's active one. */
export function completeSignIn(
  instance: Instance,
  c: FapiContext,
  signIn: SignIn,
  user: User,
  strategy: 'password' | 'email_code',
): void {
  const client = c.get('client');
  const session = startSession(instance, client, user, c.req.header('user-agent') ?? null);
  client.lastStrategy = strategy;
  signIn.status = 'complete';
  signIn.createdSessionId = session.id;
}

function userLocked(): FapiError {
  return new FapiError(403, {
    code: 'user_locked',
    message: 'Account locked',
    long_message:
      'Your account is locked. You will be able to try again in 1 hour. For more information, contact support.',
    meta: {},
  });
}
