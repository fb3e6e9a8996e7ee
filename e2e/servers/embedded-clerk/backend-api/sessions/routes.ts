import { Hono } from 'hono';
import { z } from 'zod';
import { createClient } from '../../client/clients';
import { FapiError } from '../../http/errors';
import { flag, one, pageOf, paging } from '../../http/query';
import type { Instance } from '../../instance';
import { endSession, isActive, startSession } from '../../sessions/sessions';
import { rows } from '../../store/queries';
import { mintSessionToken, mintTemplateToken } from '../../tokens/tokens';
import type { BackendEnv } from '../backend-api';
import { notFound } from '../errors';
import { readBody, readQuery } from '../input';
import { sessionJSON } from './serialize';

const statuses = ['abandoned', 'active', 'ended', 'expired', 'removed', 'replaced', 'revoked'];
const filters = {
  ...paging,
  paginated: flag.default(false),
  client_id: one.optional(),
  user_id: one.optional(),
  status: one.pipe(z.enum(statuses)).optional(),
};

/** Sessions of every client: list, end, begin, and mint tokens of. */
export function sessionRoutes(instance: Instance) {
  const app = new Hono<BackendEnv>();
  const { store } = instance;
  const byId = (id: string) => {
    const session = store.sessions.get(id);
    if (session === undefined) {
      throw notFound(`No session was found with id ${id}`, 'Session not found');
    }
    return session;
  };

  app.get('/sessions', (c) => {
    const asked = readQuery(c, filters);
    const found = rows(store.sessions, (row) => {
      isActive(instance, row);
      return (
        (asked.user_id ?? row.userId) === row.userId &&
        (asked.client_id ?? row.clientId) === row.clientId &&
        (asked.status ?? row.status) === row.status
      );
    });
    const page = pageOf(found.reverse(), asked);
    const data = page.data.map((row) => sessionJSON(instance, row));
    // Not in the document, but what `getSessionList` of @clerk/backend asks for.
    return c.json(asked.paginated ? { ...page, data } : data);
  });

  app.post('/sessions', async (c) => {
    if (instance.mode === 'production') throw onlyInDevelopment();
    const asked = await readBody(c, {
      user_id: z.string(),
      active_organization_id: z.string().optional(),
    });
    const user = store.users.get(asked.user_id);
    if (user === undefined) throw notFound(`No user was found with id ${asked.user_id}.`);
    const session = startSession(instance, createClient(instance), user, null);
    session.organizationId = asked.active_organization_id ?? session.organizationId;
    return c.json(sessionJSON(instance, session));
  });

  app.get('/sessions/:id', (c) => c.json(sessionJSON(instance, byId(c.req.param('id')))));
  app.post('/sessions/:id/revoke', async (c) => {
    await readBody(c, {});
    const session = byId(c.req.param('id'));
    if (isActive(instance, session)) endSession(instance, session, 'revoked');
    return c.json(sessionJSON(instance, session));
  });

  app.post('/sessions/:id/tokens', async (c) => {
    const { expires_in_seconds: seconds } = await readBody(c, lifetime);
    const jwt = await mintSessionToken(
      instance,
      byId(c.req.param('id')),
      undefined,
      undefined,
      seconds,
    );
    return c.json({ object: 'token', jwt });
  });
  app.post('/sessions/:id/tokens/:template', async (c) => {
    const { expires_in_seconds: seconds } = await readBody(c, lifetime);
    const name = c.req.param('template');
    const template = store.templates.get(name);
    if (template === undefined)
      throw notFound(`No JWT template exists with name: ${name}`, 'JWT template not found');
    const session = byId(c.req.param('id'));
    const jwt = await mintTemplateToken(
      instance,
      session,
      { ...template, lifetimeSeconds: seconds ?? template.lifetimeSeconds },
      undefined,
    );
    return c.json({ object: 'token', jwt });
  });
  return app;
}

/** The document: "intended only for use in testing, and is not available for production instances". */
function onlyInDevelopment(): FapiError {
  return new FapiError(400, {
    code: 'request_invalid_for_environment',
    message: 'Invalid request for environment',
    long_message: 'Request only valid for development instances.',
  });
}

const lifetime = { expires_in_seconds: z.number().int().min(30).max(315_360_000).optional() };
