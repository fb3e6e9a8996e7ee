import type { HttpBindings } from '@hono/node-server';
import type { Hono } from 'hono';
import { randomString } from '../ids';
import type { SignIn, SignUp } from '../store/client-model';
import type { Connection } from './connections';
import { ICON_HOST } from './icons';
import type { ProviderClient } from './identity-provider';
import { createLoopbackFetch, type Loopback } from './loopback-fetch';
import { type Challenge, createRelyingParty, type RelyingParty } from './relying-party';

/** What somebody who is at a provider's page wants of it. */
export type Purpose =
  | { kind: 'sign_in'; signIn: SignIn; signUp?: undefined }
  | { kind: 'sign_up'; signUp: SignUp; signIn?: undefined }
  | {
      kind: 'connect';
      userId: string;
      accountId: string;
      signIn?: undefined;
      signUp?: undefined;
    };

/** One visit to a provider, from the redirect to the callback. */
export type Attempt = {
  connection: Connection;
  challenge: Challenge;
  purpose: Purpose;
  clientId: string;
  userAgent: string | null;
  /** Native applications are handed a nonce, and may return to allowed URLs only. */
  isNative: boolean;
  redirectUrl: string;
  completeUrl: string;
  expireAt: number;
};

/** The providers of one instance, and who is on the way to them. */
export type OAuth = {
  connections: readonly Connection[];
  /** Every host besides Clerk's own that a browser is sent to. */
  hosts: readonly string[];
  /** What a browser finds at `host`, or `undefined` when no provider is there. */
  providerAt(host: string): Hono<{ Bindings: HttpBindings }> | undefined;
  relyingParty(connection: Connection): RelyingParty;
  /** Those on the way, by the state that names them. */
  attempts: Map<string, Attempt>;
  /** Sign-ins and sign-ups that went to a provider, by id: a client may have begun others since. */
  visits: Map<string, { clientId: string; purpose: Purpose }>;
  /**
   * What lets the holder of an outdated client token have the new one, once: the token changed in a
   * request of the browser's, of which the application saw nothing.
   */
  nonces: {
    issue(clientId: string, resourceId: string): string;
    redeem(nonce: string, clientId: string, resourceId: string): boolean;
  };
};

/** Starts a provider for each of `connections`; `loopback` is asked once somebody signs in. */
export async function createOAuth(
  issuer: string,
  connections: readonly Connection[],
  loopback: () => Loopback,
): Promise<OAuth> {
  const fetch = createLoopbackFetch(loopback);
  const providers = new Map<string, Hono<{ Bindings: HttpBindings }>>();
  const relyingParties = new Map<string, RelyingParty>();
  for (const connection of connections) {
    const client: ProviderClient = {
      id: `clerk-${randomString(12)}`,
      secret: randomString(32),
      callbackUrl: `${issuer}/v1/oauth_callback`,
    };
    // Loading the provider takes a moment, which an instance without one does without.
    const { createIdentityProvider } = await import('./identity-provider');
    providers.set(connection.host, await createIdentityProvider(connection, client));
    relyingParties.set(connection.host, createRelyingParty(connection, client, fetch));
  }
  const issued = new Map<string, { clientId: string; resourceId: string }>();
  return {
    connections,
    hosts: connections.length > 0 ? [...providers.keys(), ICON_HOST] : [],
    providerAt: (host) => providers.get(host),
    relyingParty: ({ host, name }) => {
      const party = relyingParties.get(host);
      if (party === undefined) throw new Error(`${name} is not connected.`);
      return party;
    },
    attempts: new Map(),
    visits: new Map(),
    nonces: {
      issue: (clientId, resourceId) => {
        const nonce = randomString(32);
        issued.set(nonce, { clientId, resourceId });
        return nonce;
      },
      redeem: (nonce, clientId, resourceId) => {
        const known = issued.get(nonce);
        if (known?.clientId !== clientId || known.resourceId !== resourceId) return false;
        return issued.delete(nonce);
      },
    },
  };
}
