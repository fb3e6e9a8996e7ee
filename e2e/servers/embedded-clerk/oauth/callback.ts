import { Hono } from 'hono';
import { getCookie } from 'hono/cookie';
import { mintClientToken, readClientToken } from '../client-identity';
import type { FapiContext, FapiEnv } from '../http/fapi-env';
import type { Instance } from '../instance';
import type { ExternalVerification } from '../store/common-model';
import { clientCookie, clientUatCookie, productionCookies } from '../web/cookies';
import {
  accessDenied,
  enterpriseDomainMismatch,
  invalidCallback,
  tokenExchangeFailed,
} from './errors';
import { decideConnection, decideSignIn, decideSignUp } from './outcomes';
import { ExchangeError } from './relying-party';
import type { Attempt } from './service';

/**
 * Where a provider sends people back to. The state, which is good once, says whose attempt it is: the
 * window of a native application comes without any client of its own.
 */
export function oauthCallbackRoutes(instance: Instance) {
  const app = new Hono<FapiEnv>();
  app.get('/oauth_callback', async (c) => {
    const callback = new URL(c.req.url).searchParams;
    const state = callback.get('state') ?? '';
    const attempt = instance.oauth.attempts.get(state);
    instance.oauth.attempts.delete(state);
    if (attempt === undefined || instance.clock.now() >= attempt.expireAt) throw invalidCallback();
    const isPage = instance.mode === 'production' && !attempt.isNative;
    if (isPage && !(await isBrowserOf(instance, c, attempt))) throw invalidCallback();
    const place = await conclude(instance, attempt, callback);
    const client = instance.store.clients.get(attempt.clientId);
    if (isPage && client) {
      const held = { isCurrentToken: false, clientUat: getCookie(c, clientUatCookie) };
      const token = await mintClientToken(instance, client);
      for (const cookie of await productionCookies(instance, client, held, token)) {
        c.header('Set-Cookie', cookie, { append: true });
      }
    }
    return c.redirect(place, 303);
  });
  return app;
}

/** Whether the browser that is sent back is the one that was sent: a page's client is in its cookie. */
async function isBrowserOf(instance: Instance, c: FapiContext, { clientId }: Attempt) {
  const client = await readClientToken(instance, getCookie(c, clientCookie) ?? '');
  return client?.id === clientId;
}

/** Settles what `attempt` was for, and says where the browser goes. */
async function conclude(
  instance: Instance,
  attempt: Attempt,
  callback: URLSearchParams,
): Promise<string> {
  const verification = verificationOf(instance, attempt);
  const client = instance.store.clients.get(attempt.clientId);
  if (verification === undefined || client === undefined) throw invalidCallback();
  if (callback.has('error')) {
    return failed(attempt, verification, accessDenied(attempt.connection));
  }
  try {
    const party = instance.oauth.relyingParty(attempt.connection);
    verification.profile = await party.exchange(callback, attempt.challenge);
  } catch (error) {
    if (!(error instanceof ExchangeError)) throw error;
    return failed(attempt, verification, tokenExchangeFailed);
  }
  const expected = attempt.connection.enterprise?.domain;
  const received = verification.profile.email.split('@')[1] ?? '';
  if (expected !== undefined && received !== expected) {
    return failed(attempt, verification, enterpriseDomainMismatch(expected, received));
  }
  const { purpose } = attempt;
  const actor = { client, userAgent: attempt.userAgent };
  if (purpose.kind === 'connect') {
    const user = instance.store.users.get(purpose.userId);
    const account = user?.externalAccounts.find(({ id }) => id === purpose.accountId);
    if (user && account) decideConnection(instance, user, account);
    return attempt.completeUrl;
  }
  if (purpose.kind === 'sign_in') decideSignIn(instance, actor, purpose.signIn);
  else decideSignUp(instance, actor, purpose.signUp);
  const resource = purpose.kind === 'sign_in' ? purpose.signIn : purpose.signUp;
  if (resource.createdSessionId === null) {
    const code = verification.status === 'transferable' ? verification.error?.code : undefined;
    return code === undefined ? attempt.redirectUrl : failedAt(attempt, code);
  }
  if (!attempt.isNative) return attempt.completeUrl;
  // The client's token has changed in a request that the application has not seen: without the nonce
  // the one that it holds is outdated, and whoever began this but did not come back has nothing.
  return withQuery(attempt.completeUrl, {
    created_session_id: resource.createdSessionId,
    rotating_token_nonce: instance.oauth.nonces.issue(client.id, resource.id),
  });
}

function verificationOf(instance: Instance, { purpose }: Attempt) {
  if (purpose.kind === 'sign_in') return purpose.signIn.external ?? undefined;
  if (purpose.kind === 'sign_up') return purpose.signUp.external ?? undefined;
  const accounts = instance.store.users.get(purpose.userId)?.externalAccounts ?? [];
  return accounts.find(({ id }) => id === purpose.accountId)?.verification;
}

function failed(
  attempt: Attempt,
  verification: ExternalVerification,
  error: NonNullable<ExternalVerification['error']>,
): string {
  Object.assign(verification, { status: 'failed', error });
  return failedAt(attempt, error.code);
}

function failedAt(attempt: Attempt, code: string): string {
  return withQuery(attempt.redirectUrl, { __clerk_status: 'failed', __clerk_error_code: code });
}

function withQuery(place: string, query: Record<string, string>): string {
  const url = new URL(place);
  for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value);
  return url.href;
}
