import { badRequest, FapiError, formError } from '../http/errors';
import type { Instance } from '../instance';
import { lockUser, maxFailedAttempts } from '../me/user/account';
import { verifyPassword } from '../me/user/passwords';
import type { User } from '../store/user-model';

/** Throws Clerk's answer to an account that is locked. One whose time is over is opened here. */
export function assertNotLocked(instance: Instance, user: User): void {
  if (user.lockedUntil !== null && instance.clock.now() >= user.lockedUntil) {
    user.lockedUntil = null;
    user.failedAttempts = 0;
  }
  if (user.lockedUntil !== null) throw userLocked(instance, user);
}

/** What a wrong password or code of any kind is answered with: each counts. */
const wrongProofs = ['form_password_incorrect', 'form_code_incorrect', 'verification_failed'];

/**
 * Does `prove` for `user`, whose account it locks at the limit of wrong proofs since they last signed in.
 * A right one forgets none of them: whoever knows the password would guess codes without end.
 * https://clerk.com/docs/guides/secure/user-lockout
 */
export function underLockout<T>(instance: Instance, user: User, prove: () => T): T {
  assertNotLocked(instance, user);
  try {
    return prove();
  } catch (error) {
    if (!(error instanceof FapiError && wrongProofs.includes(error.errors[0]?.code ?? ''))) {
      throw error;
    }
    user.failedAttempts += 1;
    if (user.failedAttempts < maxFailedAttempts) throw error;
    lockUser(instance, user);
    throw userLocked(instance, user);
  }
}

/** Throws Clerk's answer to a wrong password. */
export function checkPassword(user: User, password: string): void {
  if (user.password === null) {
    throw badRequest(
      'strategy_for_user_invalid',
      'Invalid verification strategy',
      'The verification strategy is not valid for this account.',
    );
  }
  if (verifyPassword(password, user.password)) return;
  throw formError(
    'form_password_incorrect',
    'password',
    'Password is incorrect. Try again, or use another method.',
  );
}

function userLocked({ clock }: Instance, { lockedUntil }: User): FapiError {
  const seconds = Math.ceil(((lockedUntil ?? 0) - clock.now()) / 1000);
  return new FapiError(403, {
    code: 'user_locked',
    message: 'Account locked',
    long_message: `Your account is locked. You will be able to try again in ${Math.ceil(seconds / 60)} minutes. For more information, contact support.`,
    meta: { lockout_expires_in_seconds: seconds },
  });
}
