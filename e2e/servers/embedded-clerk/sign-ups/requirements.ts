import type { AttributeSetting, Instance } from '../instance';
import { enterpriseOf } from '../oauth/connections';
import type { SignUp } from '../store/client-model';

/** The fields a sign-up may have, with whether it must, in the order Clerk lists them. */
function fields({ attributes, switches }: Instance): [string, AttributeSetting][] {
  return [
    ['email_address', attributes.emailAddress],
    ['first_name', 'on'],
    ['last_name', 'on'],
    ['legal_accepted', switches.legalConsent ? 'required' : 'off'],
    ['password', 'required'],
    ['phone_number', attributes.phoneNumber],
    ['username', attributes.username],
  ];
}

const values: Record<string, (signUp: SignUp) => unknown> = {
  email_address: ({ email }) => email,
  // Whoever a provider vouches for needs none.
  password: ({ password, external }) => password ?? external?.status === 'verified',
  phone_number: ({ phone }) => phone,
  username: ({ username }) => username,
  legal_accepted: ({ legalAcceptedAt }) => legalAcceptedAt,
};

/** The names of the fields with `setting`. */
export function fieldsThatAre(instance: Instance, setting: AttributeSetting): string[] {
  return fields(instance)
    .filter(([, own]) => own === setting)
    .map(([name]) => name);
}

/**
 * The required fields that `signUp` has no value for yet, and `enterprise_sso` while the enterprise whose
 * address it has is still to vouch for it: `completeSignUpFlow` of `@clerk/shared` goes there then.
 */
export function missingFields(instance: Instance, signUp: SignUp): string[] {
  const missing = fieldsThatAre(instance, 'required').filter((name) => !values[name]?.(signUp));
  return awaitsEnterprise(instance, signUp) ? [...missing, 'enterprise_sso'] : missing;
}

function awaitsEnterprise(instance: Instance, { email, external }: SignUp): boolean {
  if (enterpriseOf(instance, email ?? '') === undefined) return false;
  return external?.strategy !== 'enterprise_sso' || external.status !== 'verified';
}

/** The identifiers of `signUp` that are still to be proved, whether required or not. */
export function unverifiedFields({ switches }: Instance, signUp: SignUp): string[] {
  const { email, emailVerification, phone, phoneVerification } = signUp;
  const needsEmail = switches.verifyAtSignUp && email !== null;
  return [
    ...(needsEmail && emailVerification?.status !== 'verified' ? ['email_address'] : []),
    ...(phone !== null && phoneVerification?.status !== 'verified' ? ['phone_number'] : []),
  ];
}
