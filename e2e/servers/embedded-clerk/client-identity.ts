import { getCookie } from 'hono/cookie';
import { createMiddleware } from 'hono/factory';
import { decodeJwt } from 'jose';
import { createClient } from './client/clients';
import { toSeconds } from './clock';
import { omitsClientHeader } from './control/fault-middleware';
import { notFound } from './http/errors';
import type { FapiContext, FapiEnv } from './http/fapi-env';
import type { Instance } from './instance';
import type { Client } from './store/client-model';
import { clientCookie, clientUatCookie, productionCookies } from './web/cookies';

/** Where a development client names itself in a request, and is told who it is in an answer. */
export const developmentQuery = '__clerk_db_jwt';
export const developmentHeader = 'Clerk-Db-Jwt';
/** Production clients do both in this header. */
export const productionHeader = 'Authorization';

/**
 * What makes the SDK delete its token, by its own reading of the header.
 * https://github.com/clerk/javascript/blob/main/packages/chrome-extension/src/internal/utils/response-handler.ts
 */
const forgetClient = 'Bearer';

/**
 * The token that names `client` to this instance. In production it carries the rotation, which
 * changes at sign-in and sign-out.
 */
export function mintClientToken(instance: Instance, client: Client): Promise<string> {
  return instance.key.sign({
    id: client.id,
    iat: toSeconds(instance.clock.now()),
    ...(instance.mode === 'production' ? { rotating_token: client.rotation } : {}),
  });
}

/**
 * The client that `token` names, or `undefined` if it is forged, unknown or outdated. Clerk accepts
 * the latest rotation only and answers any other token with a new, empty client. `isRedeemed` is asked
 * whether an outdated one is to do once more.
 * https://github.com/clerk/javascript/issues/9217
 */
export async function readClientToken(
  instance: Instance,
  token: string,
  isRedeemed: (client: Client) => boolean = () => false,
): Promise<Client | undefined> {
  const claims = await instance.key.read(token);
  if (typeof claims?.id !== 'string') return undefined;
  const client = instance.store.clients.get(claims.id);
  if (client === undefined || instance.mode === 'development') return client;
  return claims.rotating_token === client.rotation || isRedeemed(client) ? client : undefined;
}

/**
 * Gives every request a client (a fresh one when it names none that we know) and every answer,
 * errors included, what names it. A route may put another client in its place.
 *
 * A native client, of either kind of key, says so with `_is_native` and has its token in `Authorization`
 * both ways. A web page on a development key carries it itself; on a production key the browser does, in
 * the cookies of `web/cookies.ts`. An extension that has no token yet looks like such a page, so
 * what answers a page names the client in `Authorization` too.
 */
export function clientIdentity(instance: Instance) {
  return createMiddleware<FapiEnv>(async (c, next) => {
    const inHeader = isNative(c) || c.req.header(productionHeader) !== undefined;
    const isPageInDevelopment = instance.mode === 'development' && !isNative(c);
    const presented = isPageInDevelopment
      ? c.req.query(developmentQuery)
      : inHeader
        ? c.req.header(productionHeader)?.replace(/^Bearer /, '')
        : getCookie(c, clientCookie);
    const nonce = c.req.query('rotating_token_nonce') ?? '';
    const resourceId = c.req.path.split('/').pop() ?? '';
    let redeemed = false;
    const isRedeemed = ({ id }: Client) => {
      redeemed = instance.oauth.nonces.redeem(nonce, id, resourceId);
      return redeemed;
    };
    const known = presented ? await readClientToken(instance, presented, isRedeemed) : undefined;
    c.set('client', known ?? createClient(instance));
    c.set('isNonceForged', nonce !== '' && !redeemed);
    await next();
    if (omitsClientHeader(c)) return;
    const client = c.get('client');
    const token = await mintClientToken(instance, client);
    if (isPageInDevelopment) {
      c.res.headers.set(developmentHeader, token);
      return;
    }
    c.res.headers.set(productionHeader, c.get('isClientEnded') ? forgetClient : token);
    if (inHeader) return;
    const held = {
      isCurrentToken: client === known && isCurrent(client, presented),
      clientUat: getCookie(c, clientUatCookie),
    };
    for (const cookie of await productionCookies(instance, client, held, token)) {
      c.res.headers.append('Set-Cookie', cookie);
    }
  });
}

/** Whether `token`, which was read already, carries the newest rotation. */
function isCurrent(client: Client, token: string | undefined): boolean {
  return token !== undefined && decodeJwt(token).rotating_token === client.rotation;
}

function isNative(c: FapiContext): boolean {
  return c.req.query('_is_native') === '1';
}

/**
 * Refuses, with 404, a nonce that was not handed out, was redeemed before or is for something else: who is
 * sent back with one did not come from here. A client whose token is current needs none.
 */
export const refuseForgedNonce = createMiddleware<FapiEnv>(async (c, next) => {
  if (c.get('isNonceForged')) throw notFound('Sign in');
  return next();
});
