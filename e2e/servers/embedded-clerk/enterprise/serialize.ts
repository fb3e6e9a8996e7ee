import type { Instance } from '../instance';
import { type EnterpriseConnection, enterpriseConnections } from '../oauth/connections';
import { externalVerificationJSON } from '../oauth/serialize';
import type { ExternalAccount } from '../store/user-model';

const PROVIDER = 'oauth_custom_enterprise';

/** The account of somebody at the enterprise that they belong to. */
export function enterpriseAccountJSON(instance: Instance, account: ExternalAccount) {
  const { profile } = account.verification;
  const domain = profile?.email.split('@')[1];
  const connection = enterpriseConnections(instance).find(
    ({ enterprise }) => enterprise.domain === domain,
  );
  return {
    object: 'enterprise_account',
    id: account.id,
    protocol: 'oauth',
    provider: PROVIDER,
    active: true,
    email_address: profile?.email ?? '',
    first_name: profile?.firstName ?? null,
    last_name: profile?.lastName ?? null,
    provider_user_id: profile?.subject ?? null,
    public_metadata: {},
    verification: {
      ...externalVerificationJSON(account.verification),
      object: 'verification_oauth',
      strategy: PROVIDER,
    },
    enterprise_connection: connection ? accountConnectionJSON(connection) : null,
    enterprise_connection_id: connection?.enterprise.id ?? null,
    last_authenticated_at: account.updatedAt,
  };
}

/** A connection as an account tells of it. */
function accountConnectionJSON(connection: EnterpriseConnection) {
  const { domains, id, ...settings } = settingsOf(connection);
  return {
    ...settings,
    id,
    protocol: 'oauth',
    provider: PROVIDER,
    domain: domains[0],
    domains,
    allow_subdomains: false,
    allow_idp_initiated: false,
  };
}

/** A connection as both APIs list it. What it is connected with is an OpenID provider. */
export function enterpriseConnectionJSON(connection: EnterpriseConnection) {
  const { host, name, enterprise } = connection;
  return {
    object: 'enterprise_connection',
    ...settingsOf(connection),
    provider: 'oidc_custom',
    allow_organization_account_linking: false,
    authenticatable: true,
    disable_jit_provisioning: false,
    custom_attributes: [],
    oauth_config: {
      id: `oac_${enterprise.domain}`,
      name,
      provider_key: 'oidc_custom',
      discovery_url: `https://${host}/.well-known/openid-configuration`,
      requires_pkce: true,
      created_at: enterprise.createdAt,
      updated_at: enterprise.createdAt,
    },
  };
}

function settingsOf({ name, enterprise: { id, domain, createdAt } }: EnterpriseConnection) {
  return {
    id,
    name,
    logo_public_url: null,
    active: true,
    domains: [domain],
    sync_user_attributes: false,
    disable_additional_identifications: false,
    created_at: createdAt,
    updated_at: createdAt,
  };
}
