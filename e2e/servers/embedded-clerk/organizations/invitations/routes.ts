import { Hono } from 'hono';
import { answer } from '../../http/answer';
import { readForm } from '../../http/body';
import { notFound } from '../../http/errors';
import type { FapiEnv } from '../../http/fapi-env';
import { many, pageOf, paging, readQuery } from '../../http/query';
import type { Instance } from '../../instance';
import type { Invitation } from '../../store/organization-model';
import { rows } from '../../store/queries';
import { requirePermission } from '../acting-membership';
import { roleNamed } from '../roles';
import { invite } from './invitations';
import { bulkForm, inviteForm } from './schema';
import { invitationJSON } from './serialize';

const manage = 'org:sys_memberships:manage';

/** Who is asked to join an organisation. */
export function invitationRoutes(instance: Instance) {
  const app = new Hono<FapiEnv>();
  const { invitations } = instance.store;
  const json = (invitation: Invitation) => invitationJSON(instance, invitation);

  app.get('/organizations/:id/invitations', (c) => {
    const { id } = requirePermission(instance, c, c.req.param('id'), manage);
    const asked = readQuery(c, { ...paging, status: many.optional() });
    const found = rows(
      invitations,
      (row) => row.organizationId === id && (asked.status?.includes(row.status) ?? true),
    );
    return answer(instance, c, pageOf(found.map(json), asked));
  });

  app.post('/organizations/:id/invitations', async (c) => {
    const { id } = requirePermission(instance, c, c.req.param('id'), manage);
    const form = await readForm(c, inviteForm);
    return answer(
      instance,
      c,
      json(invite(instance, id, form.email_address, roleNamed(instance, form.role))),
    );
  });

  app.post('/organizations/:id/invitations/bulk', async (c) => {
    const { id } = requirePermission(instance, c, c.req.param('id'), manage);
    const form = await readForm(c, bulkForm, ['email_address']);
    const role = roleNamed(instance, form.role);
    const made = form.email_address.map((email) => invite(instance, id, email, role));
    return answer(instance, c, made.map(json));
  });

  app.post('/organizations/:id/invitations/:invitationId/revoke', (c) => {
    const { id } = requirePermission(instance, c, c.req.param('id'), manage);
    const invitation = invitations.get(c.req.param('invitationId'));
    if (invitation?.organizationId !== id) throw notFound('Invitation');
    invitation.status = 'revoked';
    invitation.updatedAt = instance.clock.now();
    return answer(instance, c, json(invitation));
  });
  return app;
}
