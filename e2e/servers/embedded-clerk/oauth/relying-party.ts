import * as oauth from 'oauth4webapi';
import type { ExternalProfile } from '../store/common-model';
import type { Connection } from './connections';
import type { ProviderClient } from './identity-provider';
import type { createLoopbackFetch } from './loopback-fetch';

/** What Clerk keeps of a person who is at a provider's page, to know them again. */
export type Challenge = { state: string; nonce: string; codeVerifier: string };

/** The answer of a provider, or of somebody who says so, does not prove anything. */
export class ExchangeError extends Error {
  override name = 'ExchangeError';
}

/** Clerk's side of OpenID Connect with the provider of `connection`. */
export function createRelyingParty(
  { host, provider }: Connection,
  { id, secret, callbackUrl }: ProviderClient,
  fetch: ReturnType<typeof createLoopbackFetch>,
) {
  const issuer = new URL(`https://${host}`);
  const client: oauth.Client = { client_id: id, id_token_signed_response_alg: 'ES256' };
  const options = { [oauth.customFetch]: fetch };
  let discovered: Promise<oauth.AuthorizationServer> | undefined;
  const server = () => {
    discovered ??= oauth
      .discoveryRequest(issuer, options)
      .then((response) => oauth.processDiscoveryResponse(issuer, response))
      .catch((error: unknown) => {
        discovered = undefined;
        throw error;
      });
    return discovered;
  };

  return {
    newChallenge: (): Challenge => ({
      state: oauth.generateRandomState(),
      nonce: oauth.generateRandomNonce(),
      codeVerifier: oauth.generateRandomCodeVerifier(),
    }),

    /** The page at the provider that begins it. */
    async authorizationUrl(
      { state, nonce, codeVerifier }: Challenge,
      hints: { prompt?: string | undefined; loginHint?: string | undefined },
    ): Promise<string> {
      const url = new URL((await server()).authorization_endpoint ?? issuer);
      const query = {
        client_id: id,
        response_type: 'code',
        redirect_uri: callbackUrl,
        scope: 'openid email profile',
        state,
        nonce,
        code_challenge: await oauth.calculatePKCECodeChallenge(codeVerifier),
        code_challenge_method: 'S256',
        ...(hints.prompt ? { prompt: hints.prompt } : {}),
        ...(hints.loginHint ? { login_hint: hints.loginHint } : {}),
      };
      for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value);
      return url.href;
    },

    /** Whom the provider names in exchange for its code. Rejects with `ExchangeError`. */
    async exchange(callback: URLSearchParams, challenge: Challenge): Promise<ExternalProfile> {
      try {
        const as = await server();
        const answer = await oauth.authorizationCodeGrantRequest(
          as,
          client,
          oauth.ClientSecretPost(secret),
          oauth.validateAuthResponse(as, client, callback, challenge.state),
          callbackUrl,
          challenge.codeVerifier,
          options,
        );
        const tokens = await oauth.processAuthorizationCodeResponse(as, client, answer, {
          expectedNonce: challenge.nonce,
          requireIdToken: true,
        });
        const subject = oauth.getValidatedIdTokenClaims(tokens)?.sub ?? '';
        const info = await oauth.processUserInfoResponse(
          as,
          client,
          subject,
          await oauth.userInfoRequest(as, client, tokens.access_token, options),
        );
        return {
          provider,
          subject,
          email: info.email ?? '',
          emailVerified: info.email_verified === true,
          firstName: info.given_name ?? null,
          lastName: info.family_name ?? null,
        };
      } catch (cause) {
        throw new ExchangeError('The code could not be exchanged.', { cause });
      }
    },
  };
}

export type RelyingParty = ReturnType<typeof createRelyingParty>;
