import type {
  SignUpField,
  SignUpJSON,
  SignUpVerificationJSON,
  VerificationJSON,
} from '@clerk/shared/types';
import type { Nullable } from '../http/nullable';
import type { Instance } from '../instance';
import { externalVerificationJSON } from '../oauth/serialize';
import type { SignUp, Verification } from '../store/model';
import { verificationJSON } from '../verifications/serialize';

/** The required fields that `signUp` has no value for yet. */
export function missingFields(signUp: SignUp): SignUpField[] {
  const missing: SignUpField[] = [];
  if (signUp.email === null) missing.push('email_address');
  // Whoever a provider vouches for needs none.
  if (signUp.password === null && signUp.external === null) missing.push('password');
  return missing;
}

/** A sign-up attempt: what it has, what it lacks, what is still to be verified. */
export function signUpJSON(instance: Instance, signUp: SignUp): SignUpJSON {
  const verified = signUp.verification?.status === 'verified';
  const abandoned = signUp.createdUserId === null && instance.clock.now() >= signUp.abandonAt;
  return {
    object: 'sign_up',
    id: signUp.id,
    status: signUp.createdUserId ? 'complete' : abandoned ? 'abandoned' : 'missing_requirements',
    required_fields: ['email_address', 'password'],
    optional_fields: ['first_name', 'last_name'],
    missing_fields: missingFields(signUp),
    unverified_fields: signUp.email === null || verified ? [] : ['email_address'],
    username: null,
    first_name: signUp.firstName,
    last_name: signUp.lastName,
    email_address: signUp.email,
    phone_number: null,
    web3_wallet: null,
    external_account_strategy: null,
    external_account: null,
    has_password: signUp.password !== null,
    unsafe_metadata: signUp.unsafeMetadata,
    created_session_id: signUp.createdSessionId,
    created_user_id: signUp.createdUserId,
    abandon_at: signUp.abandonAt,
    legal_accepted_at: null,
    locale: null,
    timezone: null,
    verifications: {
      email_address: emailVerificationJSON(signUp.verification),
      phone_number: none,
      web3_wallet: none,
      external_account: signUp.external ? externalVerificationJSON(signUp.external) : none,
    },
  };
}

// Clerk answers null for what was never started; the SDK's own constructors accept it.
const none = null as never;

// Before a code is asked for there is no status: <SignUp/> takes any as a sign that one was sent.
const notStarted: Nullable<SignUpVerificationJSON, keyof VerificationJSON> = {
  object: 'verification',
  id: '',
  status: null,
  strategy: null,
  attempts: null,
  expire_at: null,
  verified_at_client: null,
  error: null,
  next_action: 'needs_prepare',
  supported_strategies: ['email_code'],
};

function emailVerificationJSON(verification: Verification | null): SignUpVerificationJSON {
  if (verification === null) return notStarted as SignUpVerificationJSON;
  return {
    ...verificationJSON(verification),
    next_action: verification.status === 'verified' ? '' : 'needs_attempt',
    supported_strategies: ['email_code'],
  };
}
