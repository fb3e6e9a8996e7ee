import { Hono } from 'hono';
import type { FapiEnv } from '../http/fapi-env';
import type { Instance } from '../instance';
import { environmentJSON } from './serialize';

/** The instance's settings, which the SDK reads bare, without the `response` envelope. */
export function environmentRoutes(instance: Instance) {
  const app = new Hono<FapiEnv>();
  app.on(['GET', 'PATCH'], '/environment', (c) => c.json(environmentJSON(instance)));
  return app;
}
