import { Hono } from 'hono';
import {
  createApiKey,
  findApiKey,
  listApiKeys,
  secretOf,
  verifyApiKey,
} from '../../api-keys/api-keys';
import {
  apiKeyQuery,
  backendApiKeyChanges,
  newBackendApiKey,
  readKeyId,
  verification,
} from '../../api-keys/schema';
import { apiKeyJSON, newApiKeyJSON } from '../../api-keys/serialize';
import { expiryIn, revoke } from '../../credentials/credential';
import { readBody, readQuery, revocation } from '../../credentials/input';
import type { Instance } from '../../instance';
import type { BackendEnv } from '../backend-api';

/** The API keys of users, organisations and machines, and what their secrets are good for. */
export function apiKeyRoutes(instance: Instance) {
  const app = new Hono<BackendEnv>();

  app.get('/api_keys', (c) => {
    const { data, total_count } = listApiKeys(instance, readQuery(c, apiKeyQuery));
    return c.json({ data: data.map((key) => apiKeyJSON(instance, key)), total_count });
  });
  app.post('/api_keys', async (c) => {
    const asked = await readBody(c, newBackendApiKey);
    const { seconds_until_expiration: seconds, created_by: createdBy = null, ...rest } = asked;
    const { description = null } = rest;
    const key = createApiKey(instance, { ...rest, description, seconds, createdBy });
    return c.json(newApiKeyJSON(instance, key));
  });
  app.post('/api_keys/verify', async (c) => {
    const { secret } = await readBody(c, verification);
    return c.json(apiKeyJSON(instance, verifyApiKey(instance, secret)));
  });
  app.get('/api_keys/:id', (c) => c.json(apiKeyJSON(instance, findApiKey(instance, readKeyId(c)))));
  app.patch('/api_keys/:id', async (c) => {
    const key = findApiKey(instance, readKeyId(c));
    const { seconds_until_expiration: seconds, ...changes } = await readBody(
      c,
      backendApiKeyChanges,
    );
    Object.assign(key, changes, { updatedAt: instance.clock.now() });
    if (seconds !== undefined) key.expireAt = expiryIn(instance, seconds);
    return c.json(apiKeyJSON(instance, key));
  });
  app.delete('/api_keys/:id', (c) => {
    const { id } = findApiKey(instance, readKeyId(c));
    instance.store.apiKeys.delete(id);
    return c.json({ object: 'api_key', id, deleted: true });
  });
  app.get('/api_keys/:id/secret', (c) =>
    c.json({ secret: secretOf(instance, findApiKey(instance, readKeyId(c))) }),
  );
  app.post('/api_keys/:id/revoke', async (c) => {
    const key = findApiKey(instance, readKeyId(c));
    const { revocation_reason: reason = null } = await readBody(c, revocation);
    revoke(instance, key, reason);
    return c.json(apiKeyJSON(instance, key));
  });
  return app;
}
