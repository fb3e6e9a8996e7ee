import { Hono } from 'hono';
import { answer, page } from '../../http/answer';
import { readForm } from '../../http/body';
import { formError, notFound } from '../../http/errors';
import type { FapiEnv } from '../../http/fapi-env';
import type { Instance } from '../../instance';
import { RoleKey } from '../../store/organization-model';
import { rows } from '../../store/queries';
import { requirePermission } from '../acting-membership';
import { invite } from './invitations';
import { bulkEmails, inviteForm } from './schema';
import { invitationJSON } from './serialize';

const manage = 'org:sys_memberships:manage';

/** Who is asked to join an organisation. */
export function invitationRoutes(instance: Instance) {
  const app = new Hono<FapiEnv>();
  const { invitations } = instance.store;

  app.get('/organizations/:id/invitations', (c) => {
    const { id } = requirePermission(instance, c, c.req.param('id'), manage);
    const status = c.req.queries('status') ?? [];
    const found = rows(
      invitations,
      (row) => row.organizationId === id && (status.length === 0 || status.includes(row.status)),
    );
    return answer(instance, c, page(c, found.map(invitationJSON)));
  });

  app.post('/organizations/:id/invitations', async (c) => {
    const { id } = requirePermission(instance, c, c.req.param('id'), manage);
    const form = await readForm(c, inviteForm);
    return answer(instance, c, invitationJSON(invite(instance, id, form.email_address, form.role)));
  });

  // `email_address` is repeated here, which a plain record of the form would not keep, and a
  // trailing comma in <OrganizationProfile/> sends an empty one.
  app.post('/organizations/:id/invitations/bulk', async (c) => {
    const { id } = requirePermission(instance, c, c.req.param('id'), manage);
    const form = new URLSearchParams(await c.req.text());
    const emails = bulkEmails.safeParse(
      form.getAll('email_address').filter((email) => email !== ''),
    );
    const role = RoleKey.safeParse(form.get('role'));
    if (!emails.success)
      throw formError('form_param_format_invalid', 'email_address', 'is invalid');
    if (!role.success) throw formError('form_param_value_invalid', 'role', 'is invalid');
    const made = emails.data.map((email) => invite(instance, id, email, role.data));
    return answer(instance, c, made.map(invitationJSON));
  });

  app.post('/organizations/:id/invitations/:invitationId/revoke', (c) => {
    const { id } = requirePermission(instance, c, c.req.param('id'), manage);
    const invitation = invitations.get(c.req.param('invitationId'));
    if (invitation?.organizationId !== id) throw notFound('Invitation');
    invitation.status = 'revoked';
    invitation.updatedAt = instance.clock.now();
    return answer(instance, c, invitationJSON(invitation));
  });
  return app;
}
