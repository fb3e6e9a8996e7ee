import type { FapiContext } from '../http/fapi-env';
import { parametersInvalid } from '../http/parameters';
import type { Instance } from '../instance';
import type { ExternalVerification } from '../store/common-model';
import { providerNotEnabled, redirectUrlMismatch } from './errors';
import type { Purpose } from './service';
import type { VisitForm } from './strategy';

const lifetimeMs = 10 * 60 * 1000;

/**
 * Prepares a visit to the provider of `strategy`: the verification to wait in, which has the URL of
 * the provider's page. Throws Clerk's answer when there is no such provider, or the URL to come back
 * to is not one the instance allows.
 */
export async function beginVisit(
  instance: Instance,
  c: FapiContext,
  strategy: string,
  form: VisitForm,
  purpose: Purpose,
): Promise<ExternalVerification> {
  const connection = instance.oauth.connections.find((known) => known.strategy === strategy);
  if (connection === undefined) throw providerNotEnabled(strategy);
  const isNative = c.req.query('_is_native') === '1';
  const redirectUrl = form.redirect_url;
  if (!redirectUrl) throw parametersInvalid([{ param: 'redirect_url', kind: 'missing' }]);
  const completeUrl = form.action_complete_redirect_url ?? redirectUrl;
  for (const url of [redirectUrl, completeUrl]) {
    if (!isAllowed(instance, url, isNative)) throw redirectUrlMismatch(url);
  }
  const relyingParty = instance.oauth.relyingParty(connection);
  const challenge = relyingParty.newChallenge();
  const expireAt = instance.clock.now() + lifetimeMs;
  instance.oauth.attempts.set(challenge.state, {
    connection,
    challenge,
    purpose,
    clientId: c.get('client').id,
    userAgent: c.req.header('user-agent') ?? null,
    isNative,
    redirectUrl,
    completeUrl,
    expireAt,
  });
  const { id: resourceId } = purpose.signIn ?? purpose.signUp ?? { id: null };
  if (resourceId !== null) {
    instance.oauth.visits.set(resourceId, { clientId: c.get('client').id, purpose });
  }
  const url = await relyingParty.authorizationUrl(challenge, {
    prompt: form.oidc_prompt,
    loginHint: form.oidc_login_hint,
  });
  return { strategy, status: 'unverified', url, error: null, expireAt, profile: null };
}

/** What the SDK itself adds to the URL where the profile is a dialog: which one to open again. */
const modalState = /[?]__clerk_modal_state=[^&]*$/;

/**
 * A native application is handed a nonce, so it must come back to a URL of the instance's list,
 * letter by letter, but for what the SDK adds: its own profile could connect nothing otherwise. A page of the web is told apart by its own client, so any will do.
 */
function isAllowed(instance: Instance, url: string, isNative: boolean): boolean {
  if (!isNative) return URL.canParse(url) && /^https?:$/.test(new URL(url).protocol);
  const asked = url.replace(modalState, '');
  return [...instance.store.redirectUrls.values()].some((allowed) => allowed.url === asked);
}

/** What the asking client's visit `id` was for, even if it has begun another since. */
export function findVisit(instance: Instance, c: FapiContext, id: string): Purpose | undefined {
  const visit = instance.oauth.visits.get(id);
  return visit?.clientId === c.get('client').id ? visit.purpose : undefined;
}
