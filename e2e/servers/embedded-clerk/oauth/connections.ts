import type { OAuthProvider, OAuthStrategy } from '@clerk/shared/types';

/** A way to sign in at somebody else's. The provider is played by this process. */
export type Connection = {
  /** How requests name it. */
  strategy: OAuthStrategy;
  /** How external accounts name it. */
  provider: OAuthProvider;
  /** How Clerk's buttons name it. */
  name: string;
  /** Where its own login page is. Nobody can own a name that ends in `.example`. */
  host: string;
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
