import { badRequest, formResourceNotFound } from '../http/errors';
import type { Instance } from '../instance';
import { verifyPassword } from '../me/user/passwords';
import type { Verification } from '../store/common-model';
import { isVerified } from '../store/queries';
import type { PhoneNumber, User } from '../store/user-model';
import { checkCode, passwordVerification, sendCode } from '../verifications/codes';
import { checkTotp, incorrectCode } from './totp';

export type SecondFactor = 'totp' | 'backup_code' | 'phone_code';

/** Whether `user` has to prove a second factor after the first. */
export function needsSecondFactor(user: User): boolean {
  return user.authenticatorApp?.verified === true || reservedPhones(user).length > 0;
}

/** What `user` can prove as a second factor, as a sign-in lists it. */
export function secondFactorsJSON(user: User) {
  return [
    ...(user.authenticatorApp?.verified ? [{ strategy: 'totp' }] : []),
    ...reservedPhones(user).map((number) => ({
      strategy: 'phone_code',
      safe_identifier: number.phone,
      phone_number_id: number.id,
      default: number.defaultSecondFactor,
    })),
    ...(user.backupCodes.length > 0 ? [{ strategy: 'backup_code' }] : []),
  ];
}

/**
 * Sends a code to the number of `user` with this id, else to the default one, and returns the verification
 * that waits for it. Throws Clerk's answer if the user has none such.
 */
export function sendSecondFactorCode(
  instance: Instance,
  user: User,
  phoneNumberId: string | undefined,
): Verification {
  const phones = reservedPhones(user);
  if (phones.length === 0) throw noSecondFactors();
  const number =
    phoneNumberId === undefined
      ? (phones.find((row) => row.defaultSecondFactor) ?? phones[0])
      : phones.find((row) => row.id === phoneNumberId);
  if (number === undefined) throw formResourceNotFound('phone_number_id');
  return sendCode(instance, number.phone, 'phone_code');
}

/**
 * Accepts `code` as the second factor, once, and returns the verification that it leaves behind; `prepared`
 * is the one that waits for a code to a phone. Throws Clerk's answer to a wrong code.
 */
export function checkSecondFactor(
  instance: Instance,
  user: User,
  strategy: SecondFactor,
  code: string,
  prepared: Verification | null,
): Verification {
  if (!secondFactorsJSON(user).some((factor) => factor.strategy === strategy)) {
    throw noSecondFactors();
  }
  if (strategy === 'phone_code') return checkCode(instance, prepared, code);
  if (strategy === 'totp' && user.authenticatorApp !== null) {
    checkTotp(instance, user.authenticatorApp, code);
  } else {
    const used = user.backupCodes.findIndex((digest) => verifyPassword(code.trim(), digest));
    if (used < 0) throw incorrectCode();
    user.backupCodes.splice(used, 1);
  }
  return { ...passwordVerification(), strategy };
}

/** The numbers of `user` whose codes are a second factor. */
function reservedPhones(user: User): PhoneNumber[] {
  return user.phones.filter((number) => number.reservedForSecondFactor && isVerified(number));
}

function noSecondFactors() {
  return badRequest('no_second_factors', 'No second factors were found for this account.');
}
