import { Hono } from 'hono';
import { z } from 'zod';
import { findDomain } from '../../domains/domains';
import { isHealthyProxy, parseProxyUrl } from '../../domains/proxies';
import { formResourceNotFound } from '../../http/errors';
import { newId } from '../../ids';
import type { Instance } from '../../instance';
import type { BackendEnv } from '../backend-api';
import { readBody } from '../input';

/** Whether a proxy works, before a domain is served through it. Nothing of it is kept. */
export function proxyCheckRoutes(instance: Instance) {
  const app = new Hono<BackendEnv>();
  app.post('/proxy_checks', async (c) => {
    const asked = await readBody(c, { domain_id: z.string(), proxy_url: z.string() });
    if (findDomain(instance, asked.domain_id) === undefined)
      throw formResourceNotFound('domain_id');
    const createdAt = instance.clock.now();
    const successful = await isHealthyProxy(parseProxyUrl(asked.proxy_url), asked.domain_id);
    const now = instance.clock.now();
    return c.json({
      object: 'proxy_check',
      id: newId('proxchk'),
      domain_id: asked.domain_id,
      proxy_url: asked.proxy_url,
      successful,
      last_run_at: now,
      created_at: createdAt,
      updated_at: now,
    });
  });
  return app;
}
