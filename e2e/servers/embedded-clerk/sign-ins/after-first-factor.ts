import { badRequest, notAllowedValue } from '../http/errors';
import type { Instance } from '../instance';
import { checkSecondFactor, sendSecondFactorCode } from '../second-factors/sign-in';
import type { SignIn } from '../store/client-model';
import type { Verification } from '../store/common-model';
import type { User } from '../store/user-model';
import { checkCode, sendCode } from '../verifications/codes';
import { trustFactorsJSON } from './device-trust';
import { codeAddress } from './factors';

/** What a sign-in asks for after a password: codes of a second factor, or one that shows whose device it is. */
type Strategy = 'totp' | 'backup_code' | 'phone_code' | 'email_code';
type Asked = {
  strategy: 'phone_code' | 'email_code';
  phone_number_id?: string | undefined;
  email_address_id?: string | undefined;
};

/** Sends the code that `signIn` waits for, and returns its verification. Throws Clerk's answer if it waits for none. */
export function sendAfterFirstFactor(
  instance: Instance,
  signIn: SignIn,
  user: User,
  { strategy, ...ids }: Asked,
): Verification {
  if (isAboutDevice(instance, signIn, user, strategy)) {
    return sendCode(instance, codeAddress(instance, user, strategy, ids), strategy);
  }
  if (strategy !== 'phone_code') throw notAllowedValue('strategy');
  return sendSecondFactorCode(instance, user, ids.phone_number_id);
}

/** Accepts `code`, and returns the verification that it leaves behind. Throws Clerk's answer to a wrong one. */
export function proveAfterFirstFactor(
  instance: Instance,
  signIn: SignIn,
  user: User,
  strategy: Strategy,
  code: string,
): Verification {
  const { secondVerification } = signIn;
  const prepared = secondVerification?.strategy === strategy ? secondVerification : null;
  if (isAboutDevice(instance, signIn, user, strategy)) return checkCode(instance, prepared, code);
  if (strategy === 'email_code') throw notAllowedValue('strategy');
  return checkSecondFactor(instance, user, strategy, code, prepared);
}

function isAboutDevice(
  instance: Instance,
  { status }: SignIn,
  user: User,
  strategy: Strategy,
): boolean {
  if (status === 'needs_second_factor') return false;
  if (status !== 'needs_client_trust') {
    throw badRequest('client_state_invalid', 'The first factor must be verified first.');
  }
  if (!trustFactorsJSON(instance, user).some((factor) => factor.strategy === strategy)) {
    throw notAllowedValue('strategy');
  }
  return true;
}
