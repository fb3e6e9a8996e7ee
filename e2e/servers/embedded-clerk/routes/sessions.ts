import { Hono } from 'hono';
import { z } from 'zod';
import { requireSession } from '../acting-session';
import { fetched, mutated, originOf } from '../answer';
import { readForm } from '../body';
import { notFound } from '../errors';
import type { FapiEnv } from '../fapi-env';
import type { Instance } from '../instance';
import { sessionJSON, tokenJSON } from '../serialize/session';
import { endSession } from '../sessions';
import { findMembership } from '../store';
import { mintSessionToken, mintTemplateToken } from '../tokens';

const touchForm = z.object({ active_organization_id: z.string().optional() });
const tokenForm = z.object({ organization_id: z.string().optional() });

/** A client's sessions: activate, end, and the tokens everything else is about. */
export function sessionRoutes(instance: Instance) {
  const app = new Hono<FapiEnv>();

  const requireMembership = (organizationId: string, userId: string) => {
    if (findMembership(instance.store, organizationId, userId) === undefined) {
      throw notFound('Organization');
    }
  };

  app.get('/client/sessions/:id', async (c) => {
    const session = requireSession(instance, c, c.req.param('id'));
    return fetched(c, await sessionJSON(instance, session, originOf(c)));
  });

  app.post('/client/sessions/:id/touch', async (c) => {
    const session = requireSession(instance, c, c.req.param('id'));
    const { active_organization_id: organizationId } = await readForm(c, touchForm);
    if (organizationId !== undefined) {
      if (organizationId !== '') requireMembership(organizationId, session.userId);
      session.organizationId = organizationId || null;
    }
    session.lastActiveAt = instance.clock.now();
    session.updatedAt = session.lastActiveAt;
    c.get('client').lastActiveSessionId = session.id;
    return mutated(instance, c, await sessionJSON(instance, session, originOf(c)));
  });

  for (const [action, status] of [
    ['end', 'ended'],
    ['remove', 'removed'],
  ] as const) {
    app.post(`/client/sessions/:id/${action}`, async (c) => {
      const session = requireSession(instance, c, c.req.param('id'));
      endSession(instance, session, status);
      return mutated(instance, c, await sessionJSON(instance, session, originOf(c)));
    });
  }

  app.post('/client/sessions/:id/tokens', async (c) => {
    const session = requireSession(instance, c, c.req.param('id'));
    const { organization_id: asked } = await readForm(c, tokenForm);
    const organizationId = asked === undefined ? session.organizationId : asked || null;
    if (asked) requireMembership(asked, session.userId);
    return c.json(
      tokenJSON(await mintSessionToken(instance, session, originOf(c), organizationId)),
    );
  });

  app.post('/client/sessions/:id/tokens/:template', async (c) => {
    const session = requireSession(instance, c, c.req.param('id'));
    const template = instance.store.templates.get(c.req.param('template'));
    if (template === undefined) throw notFound('JWT template');
    return c.json(tokenJSON(await mintTemplateToken(instance, session, template, originOf(c))));
  });
  return app;
}
