import { Hono } from 'hono';
import { errorBody, FapiError } from '../http/errors';
import type { Instance } from '../instance';
import { maintenance } from '../maintenance';
import { actorTokenRoutes } from './actor-tokens/routes';
import { apiKeyRoutes } from './api-keys/routes';
import { applicationInvitationRoutes } from './application-invitations/routes';
import { clientRoutes } from './clients/routes';
import { domainRoutes } from './domains/routes';
import { emailAddressRoutes } from './email-addresses/routes';
import { enterpriseConnectionRoutes } from './enterprise-connections/routes';
import { notFound, secretKeyInvalid } from './errors';
import { identifierListRoutes } from './identifier-lists/routes';
import { instanceRoutes } from './instance/routes';
import { invitationRoutes } from './invitations/routes';
import { jwtTemplateRoutes } from './jwt-templates/routes';
import { machineRoutes } from './machines/routes';
import { membershipRoutes } from './memberships/routes';
import { organizationRoutes } from './organizations/routes';
import { permissionRoutes } from './permissions/routes';
import { phoneNumberRoutes } from './phone-numbers/routes';
import { proxyCheckRoutes } from './proxy-checks/routes';
import { redirectUrlRoutes } from './redirect-urls/routes';
import { roleRoutes } from './roles/routes';
import { isSameSecretKey, presentedSecretKey } from './secret-key';
import { sessionRoutes } from './sessions/routes';
import { signInTokenRoutes } from './sign-in-tokens/routes';
import { userRoutes } from './users/routes';
import { secondFactorRoutes } from './users/second-factors';
import { waitlistEntryRoutes } from './waitlist-entries/routes';

/** What whoever dispatches to the Backend API has to do for it. */
export type BackendEnv = {
  Bindings: {
    /** Called for a request whose endpoint is not here. */
    onUnknownEndpoint(): void;
  };
};

/**
 * The Backend API of `instance`, as much of it as is here. It is for requests that present a secret key:
 * see `presentedSecretKey`. Unlike the Frontend API it speaks JSON both ways, answers without an
 * envelope, and has no CORS.
 */
export function createBackendApi(instance: Instance) {
  const app = new Hono<BackendEnv>();
  app.use(async (c, next) => {
    const presented = presentedSecretKey(c.req.header('authorization')) ?? '';
    if (!isSameSecretKey(presented, instance.secretKey)) throw secretKeyInvalid();
    return next();
  });
  app.use(maintenance(instance));
  for (const routes of [
    userRoutes,
    secondFactorRoutes,
    domainRoutes,
    enterpriseConnectionRoutes,
    proxyCheckRoutes,
    emailAddressRoutes,
    phoneNumberRoutes,
    sessionRoutes,
    organizationRoutes,
    membershipRoutes,
    invitationRoutes,
    roleRoutes,
    permissionRoutes,
    signInTokenRoutes,
    actorTokenRoutes,
    applicationInvitationRoutes,
    waitlistEntryRoutes,
    identifierListRoutes,
    clientRoutes,
    jwtTemplateRoutes,
    redirectUrlRoutes,
    instanceRoutes,
    apiKeyRoutes,
    machineRoutes,
  ]) {
    app.route('/v1', routes(instance));
  }
  // Clerk's document has them in `/v1`; `@clerk/backend` asks without it.
  app.route('/', apiKeyRoutes(instance));
  app.notFound((c) => {
    c.env.onUnknownEndpoint();
    const error = notFound('The URL was not found', 'URL not found');
    return c.json(errorBody(error.errors), error.status);
  });
  app.onError((error, c) => {
    if (error instanceof FapiError) return c.json(errorBody(error.errors), error.status);
    throw error;
  });
  return app;
}
