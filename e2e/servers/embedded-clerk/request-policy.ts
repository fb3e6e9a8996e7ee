import { createMiddleware } from 'hono/factory';
import { productionHeader } from './client-identity';
import { isOfDomains } from './domains/domains';
import { badRequest } from './http/errors';
import type { FapiEnv } from './http/fapi-env';
import type { Instance } from './instance';

/**
 * Refuses, with 400, a native client where the Native API is off and, in production, an origin that is not
 * the instance's. Only an origin on the list of allowed ones may come with `Authorization` as well:
 * browsers set `Origin` by themselves, so an extension needs its place on the list.
 * https://clerk.com/docs/guides/development/errors/frontend-api
 */
export function requestPolicy(instance: Instance) {
  return createMiddleware<FapiEnv>(async (c, next) => {
    if (/^(1|true)$/.test(c.req.query('_is_native') ?? '') && !instance.switches.nativeApi) {
      throw nativeApiDisabled();
    }
    const origin = c.req.header('origin');
    const isAllowed =
      instance.mode === 'development' ||
      origin === undefined ||
      instance.store.settings.allowedOrigins?.includes(origin);
    if (isAllowed) return next();
    if (c.req.header(productionHeader) !== undefined) throw originWithAuthorization();
    if (!isWebOriginOf(instance, origin)) throw originInvalid();
    return next();
  });
}

/** Whether `origin` is that of a domain of the instance's or of a subdomain: `clerk.` is one of them. */
function isWebOriginOf(instance: Instance, origin: string): boolean {
  if (!URL.canParse(origin)) return false;
  const { protocol, hostname } = new URL(origin);
  return protocol === 'https:' && isOfDomains(instance, hostname);
}

function nativeApiDisabled() {
  return badRequest(
    'native_api_disabled',
    'Native API disabled',
    'The Native API is disabled for this instance. Visit the Clerk Dashboard to enable it.',
  );
}

function originWithAuthorization() {
  return badRequest(
    'origin_authorization_headers_conflict',
    "Setting both the 'Origin' and 'Authorization' headers is forbidden",
    "For security purposes, only one of the 'Origin' and 'Authorization' headers should be provided, but not both. In browser contexts, the 'Origin' header is set automatically by the browser. In native application contexts (e.g. mobile apps), set the 'Authorization' header.",
  );
}

function originInvalid() {
  return badRequest(
    'origin_invalid',
    'Invalid HTTP Origin header',
    'The Request HTTP Origin header must be equal to or a subdomain of the requesting URL.',
  );
}
