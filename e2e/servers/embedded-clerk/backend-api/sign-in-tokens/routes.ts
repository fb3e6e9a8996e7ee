import { Hono } from 'hono';
import { z } from 'zod';
import { newId } from '../../ids';
import type { Instance } from '../../instance';
import type { SignInToken } from '../../store/instance-model';
import { findMembership } from '../../store/queries';
import { mintTicket, ticketUrl } from '../../tickets/tickets';
import type { BackendEnv } from '../backend-api';
import { cannotBeRevoked, notFound } from '../errors';
import { readBody } from '../input';

const monthSeconds = 30 * 24 * 60 * 60;

/** Tokens that sign their user in without further proof, as `strategy=ticket`. */
export function signInTokenRoutes(instance: Instance) {
  const app = new Hono<BackendEnv>();
  const { store, clock } = instance;

  app.post('/sign_in_tokens', async (c) => {
    const asked = await readBody(c, {
      user_id: z.string(),
      org_id: z.string().nullish(),
      expires_in_seconds: z.number().int().min(1).nullish(),
    });
    const organizationId = asked.org_id ?? null;
    if (!store.users.has(asked.user_id)) {
      throw notFound(`No user was found with id ${asked.user_id}.`);
    }
    if (organizationId !== null && !findMembership(store, organizationId, asked.user_id)) {
      throw notFound('Given organization not found.');
    }
    const now = clock.now();
    const row: SignInToken = {
      id: newId('sit'),
      userId: asked.user_id,
      organizationId,
      status: 'pending',
      expireAt: now + (asked.expires_in_seconds ?? monthSeconds) * 1000,
      createdAt: now,
      updatedAt: now,
    };
    store.signInTokens.set(row.id, row);
    const token = await mintTicket(instance, 'sign_in_token', row);
    return c.json({ ...signInTokenJSON(row), token, url: ticketUrl(instance, token) });
  });

  app.post('/sign_in_tokens/:id/revoke', async (c) => {
    await readBody(c, {});
    const id = c.req.param('id');
    const row = store.signInTokens.get(id);
    if (row === undefined) throw notFound(`No sign in token was found with id ${id}.`);
    if (row.status !== 'pending') throw cannotBeRevoked('Sign in token', row.status);
    row.status = 'revoked';
    row.updatedAt = clock.now();
    return c.json(signInTokenJSON(row));
  });
  return app;
}

/** The token, and the address that redeems it, are shown once, when it is made. */
function signInTokenJSON({ id, userId, status, createdAt, updatedAt }: SignInToken) {
  return {
    object: 'sign_in_token',
    id,
    user_id: userId,
    status,
    url: null,
    created_at: createdAt,
    updated_at: updatedAt,
  };
}
