import { Hono } from 'hono';
import { toSeconds } from '../clock';
import { revoke } from '../credentials/credential';
import { presentedBearer, readBody, readQuery, revocation } from '../credentials/input';
import { featureNotEnabled, notAllowed, signedOut } from '../http/errors';
import type { FapiContext, FapiEnv } from '../http/fapi-env';
import type { Instance } from '../instance';
import { permissionsOf, roleOf } from '../organizations/roles';
import { isActive } from '../sessions/sessions';
import { isPending } from '../sessions/tasks';
import { findMembership } from '../store/queries';
import { createApiKey, findApiKey, listApiKeys } from './api-keys';
import { apiKeyChanges, apiKeyQuery, newApiKey, readKeyId } from './schema';
import { apiKeyJSON, newApiKeyJSON } from './serialize';

/**
 * The API keys of whoever is signed in, and of their organisations. Unlike the rest of the Frontend API these
 * endpoints have no `/v1` before them, take a session token and JSON, and answer bare, without a client:
 * https://github.com/clerk/javascript/blob/main/packages/clerk-js/src/core/modules/apiKeys/index.ts
 */
export function apiKeyRoutes(instance: Instance) {
  const app = new Hono<FapiEnv>();

  app.get('/api_keys', async (c) => {
    const userId = await callerOf(instance, c);
    const asked = readQuery(c, apiKeyQuery);
    requireAccess(instance, userId, asked.subject, 'read');
    const { data, total_count } = listApiKeys(instance, asked);
    return c.json({ data: data.map((key) => apiKeyJSON(instance, key)), total_count });
  });
  app.post('/api_keys', async (c) => {
    const userId = await callerOf(instance, c);
    const { seconds_until_expiration: seconds, ...asked } = await readBody(c, newApiKey);
    requireAccess(instance, userId, asked.subject, 'manage');
    const { description = null } = asked;
    const key = createApiKey(instance, { ...asked, description, seconds, createdBy: userId });
    return c.json(newApiKeyJSON(instance, key), 201);
  });
  app.patch('/api_keys/:id', async (c) => {
    const key = await ownKey(instance, c);
    const { description } = await readBody(c, apiKeyChanges);
    if (description !== undefined) {
      Object.assign(key, { description, updatedAt: instance.clock.now() });
    }
    return c.json(apiKeyJSON(instance, key));
  });
  app.post('/api_keys/:id/revoke', async (c) => {
    const key = await ownKey(instance, c);
    const { revocation_reason: reason = null } = await readBody(c, revocation);
    revoke(instance, key, reason);
    return c.json(apiKeyJSON(instance, key));
  });
  return app;
}

/** The key of the path, if the caller may change it. */
async function ownKey(instance: Instance, c: FapiContext) {
  const userId = await callerOf(instance, c);
  const key = findApiKey(instance, readKeyId(c));
  requireAccess(instance, userId, key.subject, 'manage');
  return key;
}

/**
 * Whose session token the request brings. Throws 401 for one that is forged, has expired, or is of a session
 * that is over or pending, and 403 where there are no API keys.
 */
async function callerOf(instance: Instance, c: FapiContext): Promise<string> {
  const token = presentedBearer(c);
  const claims = token === undefined ? null : await instance.key.read(token);
  const session = instance.store.sessions.get(String(claims?.sid));
  const isCurrent =
    session !== undefined &&
    session.userId === claims?.sub &&
    (claims.exp ?? 0) > toSeconds(instance.clock.now()) &&
    isActive(instance, session) &&
    !isPending(instance, session);
  if (!isCurrent) throw signedOut();
  if (!instance.apiKeys) throw featureNotEnabled();
  return session.userId;
}

/** Throws 403 unless `subject` is the user, or an organisation in which their role grants it. */
function requireAccess(
  instance: Instance,
  userId: string,
  subject: string,
  action: 'read' | 'manage',
): void {
  if (subject === userId) return;
  const membership = findMembership(instance.store, subject, userId);
  if (membership === undefined) throw notAllowed();
  const keys = permissionsOf(instance, roleOf(instance, membership)).map(({ key }) => key);
  const isGranted =
    keys.includes('org:sys_api_keys:manage') ||
    (action === 'read' && keys.includes('org:sys_api_keys:read'));
  if (!isGranted) throw notAllowed();
}
