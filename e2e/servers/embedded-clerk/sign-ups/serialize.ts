import { invitationOf } from '../admission/invitations';
import type { Instance } from '../instance';
import { externalVerificationJSON } from '../oauth/serialize';
import type { SignUp } from '../store/client-model';
import type { Verification } from '../store/common-model';
import { verificationJSON } from '../verifications/serialize';
import { fieldsThatAre, missingFields, unverifiedFields } from './requirements';

/** A sign-up attempt: what it has, what it lacks, what is still to be verified. */
export function signUpJSON(instance: Instance, signUp: SignUp) {
  const abandoned = signUp.createdUserId === null && instance.clock.now() >= signUp.abandonAt;
  return {
    object: 'sign_up_attempt',
    id: signUp.id,
    status: signUp.createdUserId ? 'complete' : abandoned ? 'abandoned' : 'missing_requirements',
    required_fields: fieldsThatAre(instance, 'required'),
    optional_fields: fieldsThatAre(instance, 'on'),
    missing_fields: missingFields(instance, signUp),
    unverified_fields: unverifiedFields(instance, signUp),
    verifications: {
      email_address: stepJSON(signUp.emailVerification),
      phone_number: stepJSON(signUp.phoneVerification),
      web3_wallet: null,
      external_account: signUp.external && externalVerificationJSON(signUp.external),
    },
    username: signUp.username,
    email_address: signUp.email,
    phone_number: signUp.phone,
    web3_wallet: null,
    password_enabled: signUp.password !== null,
    first_name: signUp.firstName,
    last_name: signUp.lastName,
    unsafe_metadata: signUp.unsafeMetadata,
    public_metadata: invitationOf(instance, signUp)?.publicMetadata ?? {},
    custom_action: false,
    external_id: null,
    created_session_id: signUp.createdSessionId,
    created_user_id: signUp.createdUserId,
    abandon_at: signUp.abandonAt,
    legal_accepted_at: signUp.legalAcceptedAt,
    locale: null,
  };
}

/** A verification with what is to be done next; null before a code was asked for. */
function stepJSON(verification: Verification | null) {
  return (
    verification && {
      ...verificationJSON(verification),
      next_action: verification.status === 'verified' ? '' : 'needs_attempt',
      supported_strategies: [verification.strategy],
    }
  );
}
