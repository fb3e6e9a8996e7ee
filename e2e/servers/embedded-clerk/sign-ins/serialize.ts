import type { Instance } from '../instance';
import { enterpriseFactorJSON, enterpriseOf } from '../oauth/connections';
import { externalVerificationJSON } from '../oauth/serialize';
import { secondFactorsJSON } from '../second-factors/sign-in';
import type { SignIn } from '../store/client-model';
import type { User } from '../store/user-model';
import { verificationJSON } from '../verifications/serialize';
import { trustFactorsJSON } from './device-trust';
import { firstFactorsJSON } from './factors';

/**
 * A sign-in attempt with, until it is complete, the first factors that its user can prove. Who that
 * is it does not say: Clerk keeps `user_data` to itself.
 */
export function signInJSON(instance: Instance, signIn: SignIn) {
  const user = instance.store.users.get(signIn.userId ?? '');
  const enterprise = enterpriseOf(instance, signIn.identifier ?? '');
  const isOpen = user !== undefined && signIn.status !== 'complete';
  return {
    object: 'sign_in_attempt',
    id: signIn.id,
    status: signIn.status,
    supported_identifiers: supportedIdentifiers(instance),
    supported_first_factors:
      enterprise && signIn.status !== 'complete'
        ? [enterpriseFactorJSON(enterprise)]
        : isOpen
          ? firstFactorsJSON(instance, user)
          : null,
    supported_second_factors: user ? secondFactorsOf(instance, signIn, user) : null,
    first_factor_verification: signIn.external
      ? externalVerificationJSON(signIn.external)
      : signIn.verification && verificationJSON(signIn.verification),
    second_factor_verification:
      signIn.secondVerification && verificationJSON(signIn.secondVerification),
    identifier: signIn.identifier,
    user_data: null,
    created_session_id: signIn.createdSessionId,
    abandon_at: signIn.abandonAt,
    locale: null,
  };
}

function secondFactorsOf(instance: Instance, { status }: SignIn, user: User) {
  if (status === 'needs_second_factor') return secondFactorsJSON(user);
  return status === 'needs_client_trust' ? trustFactorsJSON(instance, user) : null;
}

function supportedIdentifiers({ attributes }: Instance): string[] {
  return [
    ...(attributes.emailAddress === 'off' ? [] : ['email_address']),
    ...(attributes.phoneNumber === 'off' ? [] : ['phone_number']),
    ...(attributes.username === 'off' ? [] : ['username']),
  ];
}
