import { badRequest } from '../http/errors';
import type { Instance } from '../instance';
import { verifyPassword } from '../me/user/passwords';
import type { User } from '../store/model';
import { checkTotp, incorrectCode } from './totp';

export const secondFactors = ['totp', 'backup_code'] as const;
export type SecondFactor = (typeof secondFactors)[number];

/** Whether `user` has to prove a second factor after the first. */
export function needsSecondFactor(user: User): boolean {
  return user.authenticatorApp?.verified === true;
}

/** What `user` can prove as a second factor, as a sign-in lists it. */
export function secondFactorsJSON(user: User) {
  return [
    ...(user.authenticatorApp?.verified ? [{ strategy: 'totp' }] : []),
    ...(user.backupCodes.length > 0 ? [{ strategy: 'backup_code' }] : []),
  ];
}

/** Accepts `code` as the second factor, once. Throws Clerk's answer to a wrong one. */
export function checkSecondFactor(
  instance: Instance,
  user: User,
  strategy: SecondFactor,
  code: string,
): void {
  if (!secondFactorsJSON(user).some((factor) => factor.strategy === strategy)) {
    throw badRequest('no_second_factors', 'No second factors were found for this account.');
  }
  if (strategy === 'totp' && user.authenticatorApp !== null) {
    checkTotp(instance, user.authenticatorApp, code);
    return;
  }
  const used = user.backupCodes.findIndex((digest) => verifyPassword(code.trim(), digest));
  if (used < 0) throw incorrectCode();
  user.backupCodes.splice(used, 1);
}
