import { Hono } from 'hono';
import { serialize } from 'hono/utils/cookie';
import { developmentQuery, mintClientToken } from '../client-identity';
import { formError } from '../http/errors';
import type { FapiContext, FapiEnv } from '../http/fapi-env';
import { randomString } from '../ids';
import type { Instance } from '../instance';
import { activeSessions } from '../sessions/sessions';
import type { Client, Session } from '../store/client-model';
import { findMembership, rows } from '../store/queries';
import { mintSessionToken } from '../tokens/tokens';
import { bothNames, clientUat, clientUatCookie, domainOf } from './cookies';

/**
 * GET /v1/client/handshake: a server that cannot tell who asks sends the browser here, which knows it,
 * and gets it back with the cookies that were missing.
 *
 * What a server sends and understands is read from `@clerk/backend`, `HandshakeService`
 * (`buildRedirectToHandshake`, `getCookiesFromHandshake`, `resolveHandshake`); the rest from the operation
 * `handshakeClient` of Clerk's document: 307, the payload in the URL in development and in a cookie in
 * production.
 */
export function handshakeRoutes(instance: Instance) {
  const app = new Hono<FapiEnv>();
  app.get('/client/handshake', async (c) => {
    const target = redirectUrl(instance, c.req.query('redirect_url'));
    const client = c.get('client');
    const session = currentSession(instance, client);
    if (session !== undefined) activate(instance, session, c.req.query('organization_id'));

    const directives = await cookiesFor(instance, client, session, target);
    const [name, value] =
      c.req.query('format') === 'nonce'
        ? ['__clerk_handshake_nonce', keep(instance, directives)]
        : ['__clerk_handshake', await instance.key.sign({ handshake: directives })];
    return goBack(instance, c, target, name, value);
  });
  return app;
}

/** What GET /v1/clients/handshake_payload answers once for a nonce, or `undefined`. */
export function takeHandshake(instance: Instance, nonce: string): string[] | undefined {
  const directives = instance.handshakes.get(nonce);
  instance.handshakes.delete(nonce);
  return directives;
}

function keep(instance: Instance, directives: string[]): string {
  const nonce = randomString(32);
  instance.handshakes.set(nonce, directives);
  return nonce;
}

function goBack(instance: Instance, c: FapiContext, target: URL, name: string, value: string) {
  if (instance.mode === 'development') {
    target.searchParams.set(name, value);
  } else {
    const options = {
      domain: domainOf(instance),
      path: '/',
      secure: true,
      httpOnly: true,
    } as const;
    c.header('Set-Cookie', serialize(name, value, { ...options, sameSite: 'Lax', maxAge: 60 }), {
      append: true,
    });
  }
  c.header('Cache-Control', 'no-store');
  return c.redirect(target.href, 307);
}

/** Where to go back to. In production that is the instance's own domain, and nowhere else. */
function redirectUrl(instance: Instance, asked: string | undefined): URL {
  const url = asked !== undefined && URL.canParse(asked) ? new URL(asked) : null;
  const domain = domainOf(instance);
  const isOwn =
    url?.protocol === 'https:' && (url.hostname === domain || url.hostname.endsWith(`.${domain}`));
  const isWeb = url?.protocol === 'http:' || url?.protocol === 'https:';
  if (url === null || !(instance.mode === 'development' ? isWeb : isOwn)) {
    throw formError('form_param_value_invalid', 'redirect_url', 'is invalid');
  }
  return url;
}

function currentSession(instance: Instance, client: Client): Session | undefined {
  const active = activeSessions(instance, client);
  return active.find((row) => row.id === client.lastActiveSessionId) ?? active[0];
}

/** An organisation by id or slug, the personal account for an empty one; neither if it cannot be. */
function activate(instance: Instance, session: Session, asked: string | undefined): void {
  if (asked === undefined) return;
  if (asked === '') session.organizationId = null;
  const found = rows(
    instance.store.organizations,
    ({ id, slug }) => id === asked || slug === asked,
  )[0];
  if (found !== undefined && findMembership(instance.store, found.id, session.userId)) {
    session.organizationId = found.id;
  }
}

/**
 * The `Set-Cookie` lines that the app's server is to pass on, for its own host: the session token, which
 * is deleted where nobody is signed in, and in development also what clerk-js and the Frontend API
 * would set there in production.
 */
async function cookiesFor(
  instance: Instance,
  client: Client,
  session: Session | undefined,
  target: URL,
): Promise<string[]> {
  const secure = target.protocol === 'https:';
  const line = (name: string, value: string, sameSite: 'Lax' | 'Strict') =>
    serialize(name, value, { path: '/', secure, sameSite, maxAge: value === '' ? 0 : yearSeconds });
  const token =
    session === undefined ? '' : await mintSessionToken(instance, session, target.origin);
  const lines = (await bothNames(instance, '__session')).map((name) => line(name, token, 'Lax'));
  if (instance.mode === 'production') return lines;
  const uat = String(clientUat(instance, client));
  const browser = await mintClientToken(instance, client);
  for (const name of await bothNames(instance, clientUatCookie))
    lines.push(line(name, uat, 'Strict'));
  for (const name of await bothNames(instance, developmentQuery))
    lines.push(line(name, browser, 'Lax'));
  return lines;
}

const yearSeconds = 365 * 24 * 60 * 60;
