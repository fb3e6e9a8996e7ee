import { createMiddleware } from 'hono/factory';
import { isSameSecretKey } from '../backend-api/secret-key';
import { badRequest, FapiError } from '../http/errors';
import type { FapiEnv } from '../http/fapi-env';
import type { Instance } from '../instance';

/**
 * Serves an application that reaches the Frontend API through its own server. Such a proxy says where it
 * is in `Clerk-Proxy-Url` and proves in `Clerk-Secret-Key` that it is the application's (`proxy.ts` of
 * `@clerk/backend`; parameters of `handshakeClient` in Clerk's document). Pictures are then shown by way
 * of the proxy too: the browser may not know the Frontend API's host at all.
 */
export function throughProxy(instance: Instance) {
  return createMiddleware<FapiEnv>(async (c, next) => {
    const proxyUrl = c.req.header('Clerk-Proxy-Url');
    if (proxyUrl === undefined) return next();
    const presented = c.req.header('Clerk-Secret-Key');
    if (presented === undefined) throw secretKeyMissing();
    if (!isSameSecretKey(presented, instance.secretKey)) throw secretKeyInvalid();
    await next();
    if (!c.res.headers.get('Content-Type')?.startsWith('application/json')) return undefined;
    const body = await c.res.text();
    const images = new URL('images/', `${proxyUrl.replace(/\/+$/, '')}/`).href;
    const { status, headers } = c.res;
    c.res = new Response(body.replaceAll(`${instance.issuer}/images/`, images), {
      status,
      headers,
    });
    return undefined;
  });
}

// https://clerk.com/docs/guides/development/errors/frontend-api, `ProxyRequestMissingSecretKey` and
// `ProxyRequestInvalidSecretKey`
function secretKeyMissing() {
  return badRequest(
    'proxy_request_missing_secret_key',
    'missing secret key',
    "When using a proxy, it's required to also pass the instance secret key in the Clerk-Secret-Key header.",
  );
}

function secretKeyInvalid() {
  return new FapiError(401, {
    code: 'proxy_request_invalid_secret_key',
    message: 'invalid secret key',
    long_message: 'The secret key given with this proxy request is invalid.',
    meta: {},
  });
}
