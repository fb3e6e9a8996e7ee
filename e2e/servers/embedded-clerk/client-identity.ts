import { createMiddleware } from 'hono/factory';
import { createClient } from './client/clients';
import { toSeconds } from './clock';
import { omitsClientHeader } from './control/fault-middleware';
import type { FapiEnv } from './http/fapi-env';
import type { Instance } from './instance';
import type { Client } from './store/model';

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
 * the latest rotation only and answers any other token with a new, empty client.
 * https://github.com/clerk/javascript/issues/9217
 */
export async function readClientToken(
  instance: Instance,
  token: string,
): Promise<Client | undefined> {
  const claims = await instance.key.read(token);
  if (typeof claims?.id !== 'string') return undefined;
  const client = instance.store.clients.get(claims.id);
  if (client === undefined || instance.mode === 'development') return client;
  return claims.rotating_token === client.rotation ? client : undefined;
}

/**
 * Gives every request a client (a fresh one when it names none that we know) and every answer,
 * errors included, the header that names it. A route may put another client in its place.
 */
export function clientIdentity(instance: Instance) {
  return createMiddleware<FapiEnv>(async (c, next) => {
    const presented =
      instance.mode === 'development'
        ? c.req.query(developmentQuery)
        : c.req.header(productionHeader)?.replace(/^Bearer /, '');
    const known = presented ? await readClientToken(instance, presented) : undefined;
    c.set('client', known ?? createClient(instance));
    await next();
    if (omitsClientHeader(c)) return;
    if (instance.mode === 'development') {
      c.res.headers.set(developmentHeader, await mintClientToken(instance, c.get('client')));
    } else if (c.get('isClientEnded')) {
      c.res.headers.set(productionHeader, forgetClient);
    } else {
      c.res.headers.set(productionHeader, await mintClientToken(instance, c.get('client')));
    }
  });
}
