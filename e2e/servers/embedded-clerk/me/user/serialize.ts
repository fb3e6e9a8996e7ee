import type { UserJSON } from '@clerk/shared/types';
import type { Instance } from '../../instance';
import { externalAccountJSON } from '../../oauth/serialize';
import { membershipJSON } from '../../organizations/memberships/serialize';
import type { User } from '../../store/model';
import { rows } from '../../store/queries';
import { imageUrl } from '../../well-known/image';
import { emailAddressJSON } from '../email-addresses/serialize';
import { accountJSON } from './account';

/** `user` as it sees itself, memberships included. */
export function userJSON(instance: Instance, user: User): UserJSON {
  return {
    object: 'user',
    id: user.id,
    ...accountJSON(instance, user),
    external_id: user.externalId,
    primary_email_address_id: user.primaryEmailId,
    primary_phone_number_id: null,
    primary_web3_wallet_id: null,
    image_url: imageUrl(instance, user.id, user.updatedAt),
    has_image: user.image !== null,
    username: null,
    email_addresses: user.emails.map(emailAddressJSON),
    phone_numbers: [],
    web3_wallets: [],
    external_accounts: user.externalAccounts.map(externalAccountJSON),
    enterprise_accounts: [],
    passkeys: [],
    organization_memberships: rows(instance.store.memberships, (row) => row.userId === user.id).map(
      (row) => membershipJSON(instance, row),
    ),
    password_enabled: user.password !== null,
    profile_image_id: '',
    first_name: user.firstName,
    last_name: user.lastName,
    totp_enabled: false,
    backup_code_enabled: false,
    two_factor_enabled: false,
    public_metadata: user.publicMetadata,
    unsafe_metadata: user.unsafeMetadata,
    last_sign_in_at: user.lastSignInAt,
    create_organization_enabled: true,
    create_organizations_limit: null,
    delete_self_enabled: true,
    legal_accepted_at: null,
    timezone: null,
    updated_at: user.updatedAt,
    created_at: user.createdAt,
  };
}
