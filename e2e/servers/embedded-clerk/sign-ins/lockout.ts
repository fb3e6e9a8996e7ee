import { badRequest, FapiError, formError } from '../http/errors';
import type { Instance } from '../instance';
import { lockUser, maxFailedAttempts } from '../me/user/account';
import { verifyPassword } from '../me/user/passwords';
import type { User } from '../store/model';

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

function userLocked(): FapiError {
  return new FapiError(403, {
    code: 'user_locked',
    message: 'Account locked',
    long_message:
      'Your account is locked. You will be able to try again in 1 hour. For more information, contact support.',
    meta: {},
  });
}
