import { enterpriseAccountJSON } from '../../enterprise/serialize';
import type { Instance } from '../../instance';
import { externalAccountJSON } from '../../oauth/serialize';
import { membershipJSON } from '../../organizations/memberships/serialize';
import { registered } from '../../passkeys/ceremonies';
import { passkeyJSON } from '../../passkeys/serialize';
import { needsSecondFactor } from '../../second-factors/sign-in';
import { rows } from '../../store/queries';
import type { User } from '../../store/user-model';
import { imageUrl } from '../../well-known/image';
import { emailAddressJSON } from '../email-addresses/serialize';
import { phoneNumberJSON } from '../phone-numbers/serialize';
import { accountJSON } from './account';

/** `user` as it sees itself, memberships included. */
export function userJSON(instance: Instance, user: User) {
  const url = imageUrl(instance, user.id, user.updatedAt);
  return {
    id: user.id,
    object: 'user',
    username: user.username,
    first_name: user.firstName,
    last_name: user.lastName,
    locale: null,
    image_url: url,
    has_image: user.image !== null,
    primary_email_address_id: user.primaryEmailId,
    primary_phone_number_id: user.primaryPhoneId,
    primary_web3_wallet_id: null,
    password_enabled: user.password !== null,
    two_factor_enabled: needsSecondFactor(user),
    totp_enabled: user.authenticatorApp?.verified ?? false,
    backup_code_enabled: user.backupCodes.length > 0,
    email_addresses: user.emails.map((address) => emailAddressJSON(instance, address)),
    phone_numbers: user.phones.map(phoneNumberJSON),
    web3_wallets: [],
    passkeys: registered(user).map(passkeyJSON),
    organization_memberships: rows(instance.store.memberships, (row) => row.userId === user.id).map(
      (row) => membershipJSON(instance, row),
    ),
    external_accounts: user.externalAccounts
      .filter(({ verification }) => verification.strategy !== 'enterprise_sso')
      .map(externalAccountJSON),
    saml_accounts: [],
    enterprise_accounts: user.externalAccounts.flatMap((account) =>
      account.verification.strategy === 'enterprise_sso'
        ? [enterpriseAccountJSON(instance, account)]
        : [],
    ),
    password_last_updated_at: user.passwordUpdatedAt,
    public_metadata: user.publicMetadata,
    unsafe_metadata: user.unsafeMetadata,
    external_id: user.externalId,
    ...accountJSON(instance, user),
    last_sign_in_at: user.lastSignInAt,
    created_at: user.createdAt,
    updated_at: user.updatedAt,
    delete_self_enabled: true,
    bypass_client_trust: false,
    create_organization_enabled: true,
    create_organizations_limit: 0,
    legal_accepted_at: user.legalAcceptedAt,
    profile_image_url: url,
  };
}
