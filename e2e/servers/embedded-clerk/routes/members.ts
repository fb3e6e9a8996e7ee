import { Hono } from 'hono';
import { z } from 'zod';
import { requirePermission } from '../acting-membership';
import { fetched, mutated, page } from '../answer';
import { readForm, text } from '../body';
import { badRequest, FapiError, formError, notFound } from '../errors';
import type { FapiContext, FapiEnv } from '../fapi-env';
import { newId } from '../ids';
import type { Instance } from '../instance';
import type { Invitation, Membership, RoleKey } from '../model';
import { addMembership, removeMembership } from '../organizations';
import { isRoleKey } from '../roles';
import { invitationJSON, membershipJSON } from '../serialize/organization';
import { findMembership, primaryEmail, rows, sameEmail } from '../store';

const role = text.transform((value, context): RoleKey => {
  if (isRoleKey(value)) return value;
  context.addIssue({ code: 'custom', message: 'is not a role' });
  return z.NEVER;
});
const addForm = z.object({ user_id: text, role });
const roleForm = z.object({ role });
const inviteForm = z.object({ email_address: z.email(), role });
const read = 'org:sys_memberships:read';
const manage = 'org:sys_memberships:manage';

/** Who is in an organisation, and who is asked to join. */
export function memberRoutes(instance: Instance) {
  const app = new Hono<FapiEnv>();
  const { memberships, invitations, users } = instance.store;
  const answer = (c: FapiContext, membership: Membership) =>
    mutated(instance, c, membershipJSON(instance, membership));
  const membershipOf = (organizationId: string, userId: string) => {
    const membership = findMembership(instance.store, organizationId, userId);
    if (membership === undefined) throw notFound('Membership');
    return membership;
  };

  app.get('/organizations/:id/memberships', (c) => {
    const { id } = requirePermission(instance, c, c.req.param('id'), read);
    const query = c.req.query('query')?.toLowerCase() ?? '';
    const roles = c.req.queries('role') ?? c.req.queries('role[]') ?? [];
    const found = rows(memberships, (row) => {
      const user = users.get(row.userId);
      if (row.organizationId !== id || user === undefined) return false;
      const names = `${primaryEmail(user)} ${user.firstName ?? ''} ${user.lastName ?? ''}`;
      const roleFits = roles.length === 0 || roles.includes(row.role);
      return roleFits && names.toLowerCase().includes(query);
    });
    return fetched(
      c,
      page(
        c,
        found.map((row) => membershipJSON(instance, row)),
      ),
    );
  });

  app.post('/organizations/:id/memberships', async (c) => {
    const { id } = requirePermission(instance, c, c.req.param('id'), manage);
    const form = await readForm(c, addForm);
    if (!users.has(form.user_id)) throw notFound('User');
    if (findMembership(instance.store, id, form.user_id) !== undefined) {
      throw badRequest('already_a_member_in_organization', 'already a member');
    }
    return answer(c, addMembership(instance, id, form.user_id, form.role));
  });

  app.patch('/organizations/:id/memberships/:userId', async (c) => {
    const { id } = requirePermission(instance, c, c.req.param('id'), manage);
    const membership = membershipOf(id, c.req.param('userId'));
    const form = await readForm(c, roleForm);
    if (form.role !== 'org:admin') assertAnotherAdmin(instance, membership);
    membership.role = form.role;
    membership.updatedAt = instance.clock.now();
    return answer(c, membership);
  });

  app.delete('/organizations/:id/memberships/:userId', async (c) => {
    const { id } = requirePermission(instance, c, c.req.param('id'), manage);
    const membership = membershipOf(id, c.req.param('userId'));
    assertAnotherAdmin(instance, membership);
    const json = membershipJSON(instance, membership);
    removeMembership(instance, membership);
    return mutated(instance, c, json);
  });

  app.get('/organizations/:id/invitations', (c) => {
    const { id } = requirePermission(instance, c, c.req.param('id'), manage);
    const status = c.req.queries('status') ?? [];
    const found = rows(
      invitations,
      (row) => row.organizationId === id && (status.length === 0 || status.includes(row.status)),
    );
    return fetched(c, page(c, found.map(invitationJSON)));
  });

  app.post('/organizations/:id/invitations', async (c) => {
    const { id } = requirePermission(instance, c, c.req.param('id'), manage);
    const form = await readForm(c, inviteForm);
    return mutated(
      instance,
      c,
      invitationJSON(invite(instance, id, form.email_address, form.role)),
    );
  });

  // `email_address` is repeated here, which a plain record of the form would not keep, and a
  // trailing comma in <OrganizationProfile/> sends an empty one.
  app.post('/organizations/:id/invitations/bulk', async (c) => {
    const { id } = requirePermission(instance, c, c.req.param('id'), manage);
    const form = new URLSearchParams(await c.req.text());
    const emails = z
      .array(z.email())
      .min(1)
      .safeParse(form.getAll('email_address').filter((email) => email !== ''));
    const key = form.get('role') ?? '';
    if (!emails.success)
      throw formError('form_param_format_invalid', 'email_address', 'is invalid');
    if (!isRoleKey(key)) throw formError('form_param_value_invalid', 'role', 'is invalid');
    const made = emails.data.map((email) => invite(instance, id, email, key));
    return mutated(instance, c, made.map(invitationJSON));
  });

  app.post('/organizations/:id/invitations/:invitationId/revoke', (c) => {
    const { id } = requirePermission(instance, c, c.req.param('id'), manage);
    const invitation = invitations.get(c.req.param('invitationId'));
    if (invitation?.organizationId !== id) throw notFound('Invitation');
    invitation.status = 'revoked';
    invitation.updatedAt = instance.clock.now();
    return mutated(instance, c, invitationJSON(invitation));
  });
  return app;
}

function invite(instance: Instance, organizationId: string, email: string, key: RoleKey) {
  const duplicate = rows(
    instance.store.invitations,
    (row) =>
      row.organizationId === organizationId &&
      row.status === 'pending' &&
      sameEmail(row.email, email),
  );
  if (duplicate.length > 0) {
    throw new FapiError(400, {
      code: 'duplicate_record',
      message: 'duplicate invitation',
      long_message: 'There are already pending invitations for the following email addresses.',
      meta: { email_addresses: [email] },
    });
  }
  const now = instance.clock.now();
  const invitation: Invitation = {
    id: newId('orginv'),
    organizationId,
    email: email.toLowerCase(),
    role: key,
    status: 'pending',
    createdAt: now,
    updatedAt: now,
  };
  instance.store.invitations.set(invitation.id, invitation);
  return invitation;
}

/** An organisation keeps at least one admin. */
function assertAnotherAdmin(instance: Instance, membership: Membership): void {
  const admins = rows(
    instance.store.memberships,
    (row) => row.organizationId === membership.organizationId && row.role === 'org:admin',
  );
  if (admins.length === 1 && admins[0] === membership) {
    throw badRequest(
      'organization_minimum_permissions_needed',
      'minimum permissions needed',
      'There has to be at least one organization member with the minimum required permissions.',
    );
  }
}
