import type { OAuthProvider, OAuthStrategy } from '@clerk/shared/types';
import type { Instance } from '../instance';

/** A way to sign in at somebody else's. The provider is played by this process. */
export type Connection = {
  /** How requests name it. */
  strategy: OAuthStrategy | 'enterprise_sso';
  /** How external accounts name it. */
  provider: OAuthProvider;
  /** How Clerk's buttons name it. */
  name: string;
  /** Where its own login page is. Nobody can own a name that ends in `.example`. */
  host: string;
  /** Of an enterprise: who has an address here signs in there, and no other way. */
  domain?: string;
};

const ALL = {
  google: {
    strategy: 'oauth_google',
    provider: 'google',
    name: 'Google',
    host: 'google.provider.example',
  },
  github: {
    strategy: 'oauth_github',
    provider: 'github',
    name: 'GitHub',
    host: 'github.provider.example',
  },
} satisfies Record<string, Connection>;

export type SocialProvider = keyof typeof ALL;

/** The connections of these names. */
export function socialConnections(names: readonly SocialProvider[]): Connection[] {
  return names.map((name) => ALL[name]);
}

/** The connection of the enterprise whose people have addresses at `domain`. */
export function enterpriseConnection(domain: string): Connection {
  return {
    strategy: 'enterprise_sso',
    provider: 'custom_enterprise',
    name: domain,
    host: `sso.${domain}`,
    domain,
  };
}

/** The enterprise that `identifier` is an address at, or `undefined`. */
export function enterpriseOf({ oauth }: Instance, identifier: string): Connection | undefined {
  const domain = identifier.trim().toLowerCase().split('@')[1];
  return oauth.connections.find((known) => known.domain !== undefined && known.domain === domain);
}

/** How a sign-in offers the enterprise's connection. */
export function enterpriseFactorJSON({ name, domain }: Connection) {
  return {
    strategy: 'enterprise_sso',
    enterprise_connection_id: `entconn_${domain}`,
    enterprise_connection_name: name,
  };
}
