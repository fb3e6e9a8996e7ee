import { Hono } from 'hono';
import { answer, originOf } from '../http/answer';
import { readForm } from '../http/body';
import type { FapiEnv } from '../http/fapi-env';
import type { Instance } from '../instance';
import { requireMembership, requireSession } from './acting-session';
import { touchForm } from './schema';
import { sessionJSON } from './serialize';
import { endSession } from './sessions';

/** A client's sessions: read, activate, end. */
export function sessionRoutes(instance: Instance) {
  const app = new Hono<FapiEnv>();

  app.get('/client/sessions/:id', async (c) => {
    const session = requireSession(instance, c, c.req.param('id'));
    return answer(instance, c, await sessionJSON(instance, session, originOf(c)));
  });

  app.post('/client/sessions/:id/touch', async (c) => {
    const session = requireSession(instance, c, c.req.param('id'));
    const { active_organization_id: organizationId } = await readForm(c, touchForm);
    if (organizationId !== undefined) {
      if (organizationId !== '') requireMembership(instance, organizationId, session.userId);
      session.organizationId = organizationId || null;
    }
    session.lastActiveAt = instance.clock.now();
    session.updatedAt = session.lastActiveAt;
    c.get('client').lastActiveSessionId = session.id;
    return answer(instance, c, await sessionJSON(instance, session, originOf(c)));
  });

  for (const [action, status] of [
    ['end', 'ended'],
    ['remove', 'removed'],
  ] as const) {
    app.post(`/client/sessions/:id/${action}`, async (c) => {
      const session = requireSession(instance, c, c.req.param('id'));
      endSession(instance, session, status);
      return answer(instance, c, await sessionJSON(instance, session, originOf(c)));
    });
  }
  return app;
}
