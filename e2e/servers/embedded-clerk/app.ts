import { setTimeout } from 'node:timers/promises';
import { Hono, type MiddlewareHandler } from 'hono';
import { accountsHostOf, createAccountsPortal } from './accounts-portal/routes';
import { waitlistRoutes } from './admission/routes';
import { apiKeyRoutes } from './api-keys/routes';
import { createBackendApi } from './backend-api/backend-api';
import { presentedSecretKey } from './backend-api/secret-key';
import { clientRoutes } from './client/routes';
import { clientJSON } from './client/serialize';
import { clientIdentity, refuseForgedNonce } from './client-identity';
import { faultyAnswer, faultyTransport } from './control/fault-middleware';
import type { FaultInjector } from './control/faults';
import type { Recorder } from './control/recorder';
import { proxyHealthRoutes } from './domains/proxies';
import { enterpriseRoutes } from './enterprise/routes';
import { environmentRoutes } from './environment/routes';
import { originOf } from './http/answer';
import { answerLog, type LoggedAnswer } from './http/answer-log';
import { fapiCors, privateNetworkAccess } from './http/cors';
import { errorBody, FapiError, notFound } from './http/errors';
import type { FapiEnv } from './http/fapi-env';
import type { Instance } from './instance';
import { m2mTokenRoutes } from './m2m-tokens/routes';
import { maintenance } from './maintenance';
import { emailAddressRoutes } from './me/email-addresses/routes';
import { externalAccountRoutes } from './me/external-accounts/routes';
import { myOrganizationRoutes } from './me/organizations/routes';
import { phoneNumberRoutes } from './me/phone-numbers/routes';
import { meRoutes } from './me/user/routes';
import { oauthCallbackRoutes } from './oauth/callback';
import { ICON_HOST, iconOf } from './oauth/icons';
import { invitationRoutes } from './organizations/invitations/routes';
import { membershipRoutes } from './organizations/memberships/routes';
import { organizationRoutes } from './organizations/routes';
import { passkeyRoutes } from './passkeys/routes';
import { requestPolicy } from './request-policy';
import { requireRecentProof } from './reverification/guard';
import { reverificationRoutes } from './reverification/routes';
import { secondFactorRoutes } from './second-factors/routes';
import { sessionRoutes } from './sessions/routes';
import { signInRoutes } from './sign-ins/routes';
import { signUpRoutes } from './sign-ups/routes';
import { ticketRoutes } from './tickets/routes';
import { tokenRoutes } from './tokens/routes';
import { verifyRoutes } from './verifications/routes';
import { handshakeRoutes } from './web/handshake';
import { npmRoutes } from './web/npm';
import { throughProxy } from './web/proxy';
import { wellKnownRoutes } from './well-known/routes';

/** Outside `/v1` in both of its APIs, as Clerk's SDKs ask for it; by a session token in the Frontend API. */
const API_KEYS = '/api_keys/*';
/** In the Backend API, with and without `/v1` too. */
const M2M_TOKENS = '/m2m_tokens/*';

/**
 * The Frontend API of `instance`. Order matters: see each middleware. No answer takes less than
 * `latencyMs`. `onChange` is called after each request that may have changed the store, `onAnswer` with
 * each answer of a route.
 */
export function createApp({
  instance,
  faults,
  recorder,
  latencyMs,
  onChange,
  onAnswer,
}: {
  instance: Instance;
  faults: FaultInjector;
  recorder: Recorder;
  latencyMs: number;
  onChange: () => void;
  onAnswer: ((answer: LoggedAnswer) => void) | undefined;
}) {
  const app = new Hono<FapiEnv>({ strict: false });
  const backendApi = createBackendApi(instance);
  const accountsPortal = createAccountsPortal(instance);
  app.use(async (_, next) => {
    await Promise.all([next(), setTimeout(latencyMs)]);
  });
  // Other hosts than Clerk's, on the same port: where Chromium is sent when it means a provider.
  app.use(async (c, next) => {
    const { hostname, pathname } = new URL(c.req.url);
    if (hostname === ICON_HOST) {
      return c.body(iconOf(pathname.split('/').pop() ?? ''), 200, {
        'Content-Type': 'image/svg+xml',
        // The buttons use them as masks, for which CORS has to agree.
        'Access-Control-Allow-Origin': '*',
      });
    }
    if (hostname === accountsHostOf(instance.host)) return accountsPortal.fetch(c.req.raw);
    const provider = instance.oauth.providerAt(hostname);
    return provider ? provider.fetch(c.req.raw, c.env) : next();
  });
  app.use(recorder.middleware, faultyTransport(faults), privateNetworkAccess, fapiCors);
  // By the clock that its tokens go by.
  app.use('/v1/*', async (c, next) => {
    await next();
    c.res.headers.set('Date', new Date(instance.clock.now()).toUTCString());
  });
  for (const path of ['/v1/*', API_KEYS, M2M_TOKENS]) {
    app.use(path, async (c, next) => {
      await next();
      if (c.req.method !== 'OPTIONS') onChange();
    });
  }
  if (onAnswer !== undefined) {
    const log = answerLog(onAnswer, recorder.isUnknown);
    for (const path of ['/v1/*', '/.well-known/*', API_KEYS, M2M_TOKENS]) app.use(path, log);
  }
  // Before the rest of the Backend API, for it takes the secret keys of machines as well.
  for (const base of ['', '/v1']) {
    app.use(base + M2M_TOKENS, maintenance(instance), faultyAnswer);
    app.route(base, m2mTokenRoutes(instance));
  }
  const toBackendApi: MiddlewareHandler<FapiEnv> = async (c, next) => {
    if (presentedSecretKey(c.req.header('authorization')) === undefined) return next();
    const respond = async () => {
      const env = { onUnknownEndpoint: () => recorder.markUnknown(c) };
      c.res = await backendApi.fetch(c.req.raw, env);
    };
    return faultyAnswer(c, respond);
  };
  app.use('/v1/*', toBackendApi);
  app.use(API_KEYS, toBackendApi);
  app.use(throughProxy(instance));
  app.route('/v1', proxyHealthRoutes(instance));
  app.route('/v1', oauthCallbackRoutes(instance));
  app.route('/v1', verifyRoutes(instance));
  app.route('/v1', ticketRoutes(instance));
  app.use(
    '/v1/*',
    requestPolicy(instance),
    maintenance(instance),
    clientIdentity(instance),
    refuseForgedNonce,
    requireRecentProof(instance),
  );
  app.use(API_KEYS, maintenance(instance));
  app.use(faultyAnswer);

  app.route('/', wellKnownRoutes(instance));
  app.route('/', npmRoutes());
  app.route('/', apiKeyRoutes(instance));
  for (const routes of [
    environmentRoutes,
    clientRoutes,
    handshakeRoutes,
    signInRoutes,
    signUpRoutes,
    waitlistRoutes,
    sessionRoutes,
    reverificationRoutes,
    tokenRoutes,
    meRoutes,
    emailAddressRoutes,
    externalAccountRoutes,
    enterpriseRoutes,
    secondFactorRoutes,
    passkeyRoutes,
    phoneNumberRoutes,
    myOrganizationRoutes,
    organizationRoutes,
    membershipRoutes,
    invitationRoutes,
  ]) {
    app.route('/v1', routes(instance));
  }

  app.notFound((c) => {
    recorder.markUnknown(c);
    const error = notFound('The endpoint');
    return c.json(errorBody(error.errors), error.status);
  });
  app.onError(async (error, c) => {
    if (error instanceof FapiError) {
      const client = c.get('client') && (await clientJSON(instance, c.get('client'), originOf(c)));
      return c.json(errorBody(error.errors, client), error.status);
    }
    // A bug in this server, not of its caller: it must be seen, and the message holds no bodies.
    console.error(`${c.req.method} ${c.req.path} failed`, error);
    const internal = {
      code: 'internal_clerk_error',
      message: 'Oops, an unexpected error occurred',
      long_message:
        "There was an internal error on our servers. We've been notified and are working on fixing it.",
    };
    return c.json(errorBody([internal]), 500);
  });
  return app;
}
