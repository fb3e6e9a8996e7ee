import { Hono } from 'hono';
import { clientIdentity } from './client-identity';
import { fapiCors, privateNetworkAccess } from './cors';
import { errorBody, FapiError, notFound } from './errors';
import type { FapiEnv } from './fapi-env';
import { faultyAnswer, faultyTransport } from './fault-middleware';
import type { FaultInjector } from './faults';
import type { Instance } from './instance';
import type { Recorder } from './recorder';
import { clientRoutes } from './routes/client';
import { emailAddressRoutes } from './routes/email-addresses';
import { meRoutes } from './routes/me';
import { memberRoutes } from './routes/members';
import { myOrganizationRoutes } from './routes/my-organizations';
import { organizationRoutes } from './routes/organizations';
import { sessionRoutes } from './routes/sessions';
import { signInRoutes } from './routes/sign-ins';
import { signUpRoutes } from './routes/sign-ups';
import { wellKnownRoutes } from './routes/well-known';

/**
 * The Frontend API of `instance`. Order matters: see each middleware. `onChange` is called after each
 * request that may have changed the store.
 */
export function createApp(
  instance: Instance,
  faults: FaultInjector,
  recorder: Recorder,
  onChange: () => void,
) {
  const app = new Hono<FapiEnv>({ strict: false });
  app.use(recorder.middleware, faultyTransport(faults), privateNetworkAccess, fapiCors);
  app.use('/v1/*', async (c, next) => {
    await next();
    if (c.req.method !== 'OPTIONS') onChange();
  });
  app.use('/v1/*', clientIdentity(instance));
  app.use(faultyAnswer);

  app.route('/', wellKnownRoutes(instance));
  for (const routes of [
    clientRoutes,
    signInRoutes,
    signUpRoutes,
    sessionRoutes,
    meRoutes,
    emailAddressRoutes,
    myOrganizationRoutes,
    organizationRoutes,
    memberRoutes,
  ]) {
    app.route('/v1', routes(instance));
  }

  app.notFound((c) => {
    recorder.markUnknown(c);
    const error = notFound('The endpoint');
    return c.json(errorBody(error.errors), error.status);
  });
  app.onError((error, c) => {
    if (error instanceof FapiError) return c.json(errorBody(error.errors), error.status);
    // A bug in this server, not of its caller: it must be seen, and the message holds no bodies.
    console.error(`${c.req.method} ${c.req.path} failed`, error);
    const internal = {
      code: 'internal_clerk_error',
      message: 'Oops, an unexpected error occurred',
    };
    return c.json(errorBody([internal]), 500);
  });
  return app;
}
