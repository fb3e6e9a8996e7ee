import type { MiddlewareHandler } from 'hono';
import { FapiError } from './http/errors';
import type { Instance } from './instance';

/** What goes on in maintenance besides reading: the session that there is, and its tokens. */
const ESSENTIAL = /^\/v1\/client\/sessions\/[^/]+\/(touch|tokens(\/[^/]+)?)$/;

/**
 * Refuses what Clerk refuses in maintenance, with 503: of a production instance every change, of a
 * development instance everything. https://clerk.com/docs/maintenance-mode
 */
export function maintenance(instance: Instance): MiddlewareHandler {
  return async (c, next) => {
    if (!instance.switches.maintenance) return next();
    const isRead = c.req.method === 'GET' || c.req.method === 'HEAD';
    const goesOn = instance.mode === 'production' && (isRead || ESSENTIAL.test(c.req.path));
    if (goesOn) return next();
    throw new FapiError(503, {
      code: 'maintenance_mode',
      message: 'System under maintenance',
      long_message:
        'We are currently undergoing maintenance and only essential operations are permitted. We will be back shortly.',
    });
  };
}
