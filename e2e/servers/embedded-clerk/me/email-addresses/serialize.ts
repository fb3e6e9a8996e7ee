import type { Instance } from '../../instance';
import { enterpriseOf } from '../../oauth/connections';
import { isVerified } from '../../store/queries';
import type { EmailAddress } from '../../store/user-model';
import { verificationJSON } from '../../verifications/serialize';

/** An email address of a user. */
export function emailAddressJSON(instance: Instance, address: EmailAddress) {
  return {
    id: address.id,
    object: 'email_address',
    email_address: address.email,
    reserved: address.reserved && !isVerified(address),
    verification: address.verification && verificationJSON(address.verification),
    linked_to: [],
    matches_sso_connection: enterpriseOf(instance, address.email) !== undefined,
    created_at: address.createdAt,
    updated_at: address.updatedAt,
  };
}
