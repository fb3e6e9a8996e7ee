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
  /** Of an enterprise: who has an address at the domain signs in there, and no other way. */
  enterprise?: { id: string; domain: string; createdAt: number };
  /** Whether Clerk has a picture of it, as it has of those it knows by name. */
  hasLogo: boolean;
};

const ALL = {
  google: {
    strategy: 'oauth_google',
    provider: 'google',
    name: 'Google',
    host: 'google.provider.example',
    hasLogo: true,
  },
  github: {
    strategy: 'oauth_github',
    provider: 'github',
    name: 'GitHub',
    host: 'github.provider.example',
    hasLogo: true,
  },
} satisfies Record<string, Connection>;

type CustomProvider = `custom_${string}`;
export type SocialProvider = keyof typeof ALL | CustomProvider;

/** Whether `name` can be that of an OpenID provider of one's own: `custom_` and a key, as at Clerk. */
export function isCustomProvider(name: string): name is CustomProvider {
  return /^custom(_[a-z0-9]+)+$/.test(name);
}

/** The connections of these names. */
export function socialConnections(names: readonly SocialProvider[]): Connection[] {
  return names.map((name) =>
    isCustomProvider(name) ? customConnection(name) : ALL[name as keyof typeof ALL],
  );
}

/** A provider of one's own. Its name, which is given in Clerk's dashboard, is here made of its key. */
function customConnection(provider: CustomProvider): Connection {
  const [, ...words] = provider.split('_');
  return {
    strategy: `oauth_${provider}`,
    provider,
    name: words.map((word) => `${word.slice(0, 1).toUpperCase()}${word.slice(1)}`).join(' '),
    host: `${words.join('-')}.custom.provider.example`,
    hasLogo: false,
  };
}

/** The connection of the enterprise whose people have addresses at `domain`. */
export function enterpriseConnection(domain: string, createdAt: number): EnterpriseConnection {
  return {
    strategy: 'enterprise_sso',
    provider: 'custom_enterprise',
    name: domain,
    host: `sso.${domain}`,
    enterprise: { id: `entconn_${domain}`, domain, createdAt },
    hasLogo: false,
  };
}

export type EnterpriseConnection = Connection & Required<Pick<Connection, 'enterprise'>>;

/** The connections of enterprises, which are made when the instance starts. */
export function enterpriseConnections({ oauth }: Instance): EnterpriseConnection[] {
  return oauth.connections.filter(
    (known): known is EnterpriseConnection => known.enterprise !== undefined,
  );
}

/** The enterprise that `identifier` is an address at, or `undefined`. */
export function enterpriseOf(
  instance: Instance,
  identifier: string,
): EnterpriseConnection | undefined {
  const domain = identifier.trim().toLowerCase().split('@')[1];
  return enterpriseConnections(instance).find(({ enterprise }) => enterprise.domain === domain);
}

/** How a sign-in offers the enterprise's connection. */
export function enterpriseFactorJSON({ name, enterprise }: EnterpriseConnection) {
  return {
    strategy: 'enterprise_sso',
    enterprise_connection_id: enterprise.id,
    enterprise_connection_name: name,
  };
}
