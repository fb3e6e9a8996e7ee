import { Hono } from 'hono';
import type { Instance } from '../../instance';
import type { BackendEnv } from '../backend-api';

/** The instance's domain, the one that it has: satellites are not here. */
export function domainRoutes(instance: Instance) {
  const app = new Hono<BackendEnv>();
  const domain = {
    object: 'domain',
    id: 'dmn_embedded',
    name: instance.host.replace(/^clerk\./, ''),
    is_satellite: false,
    frontend_api_url: instance.issuer,
    // There is no accounts portal either.
    accounts_portal_url: null,
    proxy_url: null,
    development_origin: '',
    cname_targets: instance.mode === 'production' ? [] : null,
  };
  app.get('/domains', (c) => c.json({ data: [domain], total_count: 1 }));
  return app;
}
