import type { SignInFirstFactorJSON, SignInJSON, UserDataJSON } from '@clerk/shared/types';
import type { Nullable } from '../http/nullable';
import type { Instance } from '../instance';
import { externalVerificationJSON } from '../oauth/serialize';
import type { SignIn, User } from '../store/model';
import { primaryEmail } from '../store/queries';
import { verificationJSON } from '../verifications/serialize';
import { imageUrl } from '../well-known/image';

/** A sign-in attempt, with the first factors its user can prove. */
export function signInJSON(instance: Instance, signIn: SignIn): SignInJSON {
  const user = instance.store.users.get(signIn.userId ?? '');
  const json: Nullable<SignInJSON, 'identifier' | 'supported_second_factors'> = {
    object: 'sign_in',
    id: signIn.id,
    status: signIn.status,
    supported_identifiers: ['email_address'],
    identifier: signIn.identifier,
    user_data: userDataJSON(instance, user),
    supported_first_factors: user === undefined ? [] : firstFactors(user),
    supported_second_factors: null,
    first_factor_verification: signIn.external
      ? externalVerificationJSON(signIn.external)
      : signIn.verification && verificationJSON(signIn.verification),
    second_factor_verification: null,
    created_session_id: signIn.createdSessionId,
    timezone: null,
  };
  return json as SignInJSON;
}

function userDataJSON(instance: Instance, user: User | undefined): UserDataJSON {
  if (user === undefined) return { image_url: '', has_image: false };
  return {
    ...(user.firstName === null ? {} : { first_name: user.firstName }),
    ...(user.lastName === null ? {} : { last_name: user.lastName }),
    image_url: imageUrl(instance, user.id, user.updatedAt),
    has_image: user.image !== null,
  };
}

/** What `user` can sign in with: a password if there is one, a code to the primary address always. */
function firstFactors(user: User): SignInFirstFactorJSON[] {
  const address = {
    email_address_id: user.primaryEmailId,
    safe_identifier: primaryEmail(user),
    primary: true,
  };
  return [
    ...(user.password === null ? [] : [{ strategy: 'password' as const }]),
    { strategy: 'email_code', ...address },
    { strategy: 'reset_password_email_code', ...address },
  ];
}
