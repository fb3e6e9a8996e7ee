import { originOf } from '../http/answer';
import { badRequest } from '../http/errors';
import type { FapiContext } from '../http/fapi-env';
import type { Instance } from '../instance';

/** Whom passkeys are made for, which is what an authenticator binds a key to, and the page that asks. */
export type RelyingParty = { id: string; origin: string };

/**
 * The relying party of a request. For web pages it is as Clerk documents it: the page's own host in
 * development, the instance's domain in production. For an extension Clerk documents nothing; here it is
 * the Frontend API's host, which every extension with Clerk's SDK has permission for. A request without
 * an origin has none, for nothing could be said of where its answer was made.
 * https://clerk.com/docs/guides/configure/auth-strategies/sign-up-sign-in-options#domain-restrictions-for-passkeys
 */
export function relyingPartyOf({ host, mode }: Instance, c: FapiContext): RelyingParty {
  const origin = originOf(c);
  if (origin === undefined || !URL.canParse(origin)) {
    throw badRequest('origin_invalid', 'Invalid HTTP Origin header', 'Passkeys need an origin.');
  }
  const { protocol, hostname } = new URL(origin);
  if (protocol === 'chrome-extension:') return { id: host, origin };
  return { id: mode === 'development' ? hostname : host.replace(/^clerk\./, ''), origin };
}
