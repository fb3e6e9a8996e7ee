import { Hono } from 'hono';
import { originOf } from '../http/answer';
import { readForm } from '../http/body';
import { notFound } from '../http/errors';
import type { FapiEnv } from '../http/fapi-env';
import type { Instance } from '../instance';
import { requireMembership, requireSession } from '../sessions/acting-session';
import { tokenForm } from './schema';
import { tokenJSON } from './serialize';
import { mintSessionToken, mintTemplateToken } from './tokens';

/** The tokens everything else is about: a session's own, and those of JWT templates. */
export function tokenRoutes(instance: Instance) {
  const app = new Hono<FapiEnv>();

  app.post('/client/sessions/:id/tokens', async (c) => {
    const session = requireSession(instance, c, c.req.param('id'));
    const { organization_id: asked } = await readForm(c, tokenForm);
    const organizationId = asked === undefined ? session.organizationId : asked || null;
    if (asked) requireMembership(instance, asked, session.userId);
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
