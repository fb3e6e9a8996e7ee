import type { ExternalAccountJSON, OAuthProviders, VerificationJSON } from '@clerk/shared/types';
import type { Nullable } from '../http/nullable';
import type { ExternalAccount, ExternalVerification } from '../store/model';
import type { Connection } from './connections';

/** A verification that a provider is to bring: its page is named until it has. */
export function externalVerificationJSON(verification: ExternalVerification): VerificationJSON {
  const { strategy, status, url, error, expireAt } = verification;
  const json: Omit<
    Nullable<VerificationJSON, 'error' | 'attempts' | 'external_verification_redirect_url'>,
    'id' | 'verified_at_client'
  > = {
    object: 'verification_oauth',
    status,
    strategy,
    external_verification_redirect_url: url,
    error,
    expire_at: expireAt,
    attempts: null,
  };
  return json as VerificationJSON;
}

/** An account at a provider, as its owner sees it. Until it is proven there is little to see. */
export function externalAccountJSON(account: ExternalAccount): ExternalAccountJSON {
  const { profile } = account.verification;
  const json: Nullable<ExternalAccountJSON, 'username' | 'phone_number' | 'label'> & {
    created_at: number;
    updated_at: number;
  } = {
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
  return json as ExternalAccountJSON;
}

/** The connections as the environment names them, for the buttons of Clerk's components. */
export function socialSettings(connections: readonly Connection[]): OAuthProviders {
  const settings = connections.map(({ strategy, provider, name }) => [
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
      logo_url: `https://img.clerk.com/static/${provider}.png`,
    },
  ]);
  return Object.fromEntries(settings) as OAuthProviders;
}
