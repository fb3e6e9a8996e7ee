import { Hono } from 'hono';
import { z } from 'zod';
import { formResourceNotFound } from '../../http/errors';
import { newId } from '../../ids';
import type { Instance } from '../../instance';
import type { ActorToken } from '../../store/instance-model';
import { mintTicket, ticketUrl } from '../../tickets/tickets';
import type { BackendEnv } from '../backend-api';
import { cannotBeRevoked, notFound } from '../errors';
import { readBody } from '../input';

/** Clerk's defaults: an hour to use the token, half an hour for the session. */
const tokenSeconds = 60 * 60;
const sessionSeconds = 30 * 60;

/** Tokens that sign somebody else in as their user, as `strategy=ticket`. */
export function actorTokenRoutes(instance: Instance) {
  const app = new Hono<BackendEnv>();
  const { store, clock } = instance;

  app.post('/actor_tokens', async (c) => {
    const asked = await readBody(c, {
      user_id: z.string(),
      actor: z.looseObject({ sub: z.string() }),
      expires_in_seconds: z.number().int().min(1).default(tokenSeconds),
      session_max_duration_in_seconds: z.number().int().min(1).default(sessionSeconds),
    });
    if (!store.users.has(asked.user_id)) throw formResourceNotFound('user_id');
    const now = clock.now();
    const row: ActorToken = {
      id: newId('act'),
      userId: asked.user_id,
      actor: asked.actor,
      status: 'pending',
      expireAt: now + asked.expires_in_seconds * 1000,
      sessionLifetimeMs: asked.session_max_duration_in_seconds * 1000,
      createdAt: now,
      updatedAt: now,
    };
    store.actorTokens.set(row.id, row);
    const token = await mintTicket(instance, 'actor_token', row);
    return c.json({ ...actorTokenJSON(row), token, url: ticketUrl(instance, token) });
  });

  app.post('/actor_tokens/:id/revoke', async (c) => {
    await readBody(c, {});
    const id = c.req.param('id');
    const row = store.actorTokens.get(id);
    if (row === undefined) throw notFound(`No actor token was found with id ${id}.`);
    if (row.status !== 'pending') throw cannotBeRevoked('Actor token', row.status);
    row.status = 'revoked';
    row.updatedAt = clock.now();
    return c.json(actorTokenJSON(row));
  });
  return app;
}

/** The token, and the address that redeems it, are shown once, when it is made. */
function actorTokenJSON({ id, userId, actor, status, createdAt, updatedAt }: ActorToken) {
  return {
    object: 'actor_token',
    id,
    user_id: userId,
    actor,
    status,
    created_at: createdAt,
    updated_at: updatedAt,
  };
}
