import { Hono } from 'hono';
import { one } from '../../http/query';
import type { Instance } from '../../instance';
import { takeHandshake } from '../../web/handshake';
import type { BackendEnv } from '../backend-api';
import { notFound } from '../errors';
import { readQuery } from '../input';

/** What a server asks about browsers. */
export function clientRoutes(instance: Instance) {
  const app = new Hono<BackendEnv>();
  // Not in the document: `getHandshakePayload` of @clerk/backend.
  app.get('/clients/handshake_payload', (c) => {
    const { nonce } = readQuery(c, { nonce: one });
    const directives = takeHandshake(instance, nonce);
    if (directives === undefined) throw notFound('The handshake payload was not found.');
    return c.json({ directives });
  });
  return app;
}
