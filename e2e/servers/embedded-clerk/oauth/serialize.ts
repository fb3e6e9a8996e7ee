import type { ExternalVerification } from '../store/common-model';
import type { ExternalAccount } from '../store/user-model';
import type { Connection } from './connections';

/** A verification that a provider is to bring: its page is named until it has. */
export function externalVerificationJSON(verification: ExternalVerification) {
  const { strategy, status, url, error, expireAt } = verification;
  const isEnterprise = strategy === 'enterprise_sso';
  return {
    object: isEnterprise ? 'verification_saml' : 'verification_oauth',
    status,
    strategy: isEnterprise ? 'saml' : strategy,
    ...(url === null ? {} : { external_verification_redirect_url: url }),
    ...(error === null ? {} : { error }),
    expire_at: expireAt,
    attempts: null,
  };
}

/** An account at a provider, as its owner sees it. Until it is proven there is little to see. */
export function externalAccountJSON(account: ExternalAccount) {
  const { profile } = account.verification;
  return {
    object: 'external_account',
    id: account.id,
    provider: account.provider,
    identification_id: account.identificationId,
    provider_user_id: profile?.subject ?? '',
    approved_scopes: profile === null ? '' : 'openid email profile',
    email_address: profile?.email ?? '',
    first_name: profile?.firstName ?? '',
    last_name: profile?.lastName ?? '',
    image_url: '',
    username: null,
    phone_number: null,
    public_metadata: {},
    label: null,
    created_at: account.createdAt,
    updated_at: account.updatedAt,
    verification: externalVerificationJSON(account.verification),
  };
}

/** The connections as the environment names them, for the buttons of Clerk's components. */
export function socialSettings(connections: readonly Connection[]) {
  const social = connections.filter(({ enterprise }) => enterprise === undefined);
  const settings = social.map(({ strategy, provider, name, hasLogo }) => [
    strategy,
    {
      enabled: true,
      required: false,
      authenticatable: true,
      block_email_subaddresses: false,
      strategy,
      not_selectable: false,
      deprecated: false,
      name,
      logo_url: hasLogo ? `https://img.clerk.com/static/${provider}.png` : null,
    },
  ]);
  return Object.fromEntries(settings);
}
