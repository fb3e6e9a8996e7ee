import { createHash } from 'node:crypto';
import type { HttpBindings } from '@hono/node-server';
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import { Hono } from 'hono';
import { exportJWK, generateKeyPair } from 'jose';
import type { InteractionResults } from 'oidc-provider';
import { randomString } from '../ids';
import { createAdapters } from './adapter';
import type { Connection } from './connections';
import { consentPage, loginPage } from './pages';
import { Provider } from './provider-library';

/** How the embedded Clerk is known at a provider. */
export type ProviderClient = { id: string; secret: string; callbackUrl: string };

const SCOPES = 'openid email profile';

/**
 * A whole OpenID provider with pages of its own on which any address signs in. It is what Google or
 * GitHub is to Clerk: nothing here knows of Clerk but the one client that it has.
 */
export async function createIdentityProvider(
  { name, host }: Connection,
  client: ProviderClient,
): Promise<Hono<{ Bindings: HttpBindings }>> {
  const { privateKey } = await generateKeyPair('ES256', { extractable: true });
  const provider = new Provider(`https://${host}`, {
    adapter: createAdapters(),
    clients: [
      {
        client_id: client.id,
        client_secret: client.secret,
        redirect_uris: [client.callbackUrl],
        grant_types: ['authorization_code'],
        response_types: ['code'],
        token_endpoint_auth_method: 'client_secret_post',
        id_token_signed_response_alg: 'ES256',
      },
    ],
    jwks: { keys: [{ ...(await exportJWK(privateKey)), alg: 'ES256', use: 'sig' }] },
    cookies: { keys: [randomString(32)] },
    claims: { email: ['email', 'email_verified'], profile: ['given_name', 'family_name'] },
    findAccount: (_ctx, email) => ({
      accountId: email,
      claims: () => ({ sub: subjectOf(email), ...profileOf(email) }),
    }),
    interactions: { url: (_ctx, { uid }) => `/interaction/${uid}` },
    features: { devInteractions: { enabled: false } },
    pkce: { required: () => true },
    // How long each lasts, in seconds: what has no value here is told of on the console.
    ttl: {
      AccessToken: 600,
      AuthorizationCode: 60,
      Grant: 86_400,
      IdToken: 600,
      Interaction: 600,
      Session: 86_400,
    },
  });

  const app = new Hono<{ Bindings: HttpBindings }>();
  app.get('/interaction/:uid', async (c) => {
    const { prompt, params, session } = await provider.interactionDetails(
      c.env.incoming,
      c.env.outgoing,
    );
    return prompt.name === 'login'
      ? c.html(loginPage(name, String(params.login_hint ?? '')))
      : c.html(consentPage(name, session?.accountId ?? '', ['name', 'email address']));
  });
  app.post('/interaction/:uid', async (c) => {
    const { incoming, outgoing } = c.env;
    const form = new URLSearchParams(await c.req.text());
    const { prompt, session, grantId } = await provider.interactionDetails(incoming, outgoing);
    let result: InteractionResults;
    if (form.get('answer') === 'cancel') {
      result = { error: 'access_denied', error_description: 'The person pressed Cancel.' };
    } else if (prompt.name === 'login') {
      result = { login: { accountId: (form.get('email') ?? '').trim().toLowerCase() } };
    } else {
      const known = grantId === undefined ? undefined : await provider.Grant.find(grantId);
      const grant =
        known ?? new provider.Grant({ accountId: session?.accountId ?? '', clientId: client.id });
      grant.addOIDCScope(SCOPES);
      result = { consent: { grantId: await grant.save() } };
    }
    return c.redirect(await provider.interactionResult(incoming, outgoing, result), 303);
  });
  const answer = provider.callback();
  app.all('*', async (c) => {
    await answer(c.env.incoming, c.env.outgoing);
    return RESPONSE_ALREADY_SENT;
  });
  return app;
}

/** A stable number for a person, which is what providers tell people apart by. */
function subjectOf(email: string): string {
  return BigInt(`0x${createHash('sha256').update(email).digest('hex').slice(0, 16)}`).toString();
}

/** `ada.lovelace+tag@example.com` is Ada Lovelace. */
function profileOf(email: string) {
  const [given = '', family] = (email.split(/[+@]/)[0] ?? '').split('.').map(capitalize);
  return {
    email,
    email_verified: true,
    given_name: given,
    ...(family ? { family_name: family } : {}),
  };
}

function capitalize(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}
