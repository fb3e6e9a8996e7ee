import type { EmailAddressJSON } from '@clerk/shared/types';
import type { EmailAddress } from '../../store/model';
import { verificationJSON } from '../../verifications/serialize';

/** An email address of a user. */
export function emailAddressJSON(address: EmailAddress): EmailAddressJSON {
  return {
    object: 'email_address',
    id: address.id,
    email_address: address.email,
    verification: address.verification && verificationJSON(address.verification),
    linked_to: [],
    matches_sso_connection: false,
  };
}
