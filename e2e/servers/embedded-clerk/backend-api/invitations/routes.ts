import { Hono } from 'hono';
import { z } from 'zod';
import { badRequest } from '../../http/errors';
import { many, one, pageOf, paging } from '../../http/query';
import type { Instance } from '../../instance';
import { invite } from '../../organizations/invitations/invitations';
import { roleNamed } from '../../organizations/roles';
import type { Invitation } from '../../store/organization-model';
import { rows, sameEmail } from '../../store/queries';
import type { BackendEnv } from '../backend-api';
import { bodyInvalid, notFound } from '../errors';
import { parse, readBody, readJson, readQuery } from '../input';
import { findOrganization } from '../organizations/find';
import { metadata } from '../organizations/schema';
import { sortBy } from '../sort';
import { invitationJSON, publicInvitationJSON } from './serialize';

const dayMs = 24 * 60 * 60 * 1000;
const status = z.enum(['pending', 'accepted', 'revoked', 'expired']);
const order = one
  .pipe(z.string().regex(/^[-+ ]?(created_at|email_address)$/))
  .default('-created_at');
const newInvitation = {
  ...metadata,
  email_address: z.email(),
  role: z.string(),
  inviter_user_id: z.string().nullish(),
  expires_in_days: z.number().int().min(1).max(365).nullish(),
  /** Where a mail would lead to, and whether it is sent; there is none. */
  redirect_url: z.url().nullish(),
  notify: z.boolean().nullish(),
};

/** Who is asked to join which organisation. */
export function invitationRoutes(instance: Instance) {
  const app = new Hono<BackendEnv>();
  const { store, clock } = instance;
  const find = (idOrSlug: string, invitationId: string): Invitation => {
    const { id } = findOrganization(instance, idOrSlug);
    const invitation = store.invitations.get(invitationId);
    if (invitation?.organizationId !== id) {
      throw notFound(`No invitation was found with id ${invitationId}.`);
    }
    return invitation;
  };
  const create = (organizationId: string, asked: z.output<z.ZodObject<typeof newInvitation>>) => {
    const inviterId = asked.inviter_user_id ?? null;
    if (inviterId !== null && !store.users.has(inviterId)) {
      throw notFound(`No user was found with id ${inviterId}.`);
    }
    const role = roleNamed(instance, asked.role);
    const invitation = invite(instance, organizationId, asked.email_address, role);
    invitation.inviterId = inviterId;
    invitation.publicMetadata = asked.public_metadata ?? {};
    invitation.privateMetadata = asked.private_metadata ?? {};
    if (asked.expires_in_days) {
      invitation.expireAt = clock.now() + asked.expires_in_days * dayMs;
    }
    return invitationJSON(instance, invitation);
  };
  const sorted = (found: Invitation[], orderBy: string) =>
    sortBy(found, orderBy, (row) => (orderBy.endsWith('created_at') ? row.createdAt : row.email));

  app.get('/organization_invitations', (c) => {
    const asked = readQuery(c, {
      ...paging,
      order_by: order,
      status: one.pipe(status).optional(),
      query: one.optional(),
    });
    const found = rows(
      store.invitations,
      (row) =>
        (asked.status ?? row.status) === row.status &&
        row.email.includes(asked.query?.toLowerCase() ?? ''),
    );
    const { data, total_count } = pageOf(sorted(found, asked.order_by), asked);
    return c.json({ data: data.map((row) => publicInvitationJSON(instance, row)), total_count });
  });
  app.get('/organizations/:id/invitations', (c) => {
    const { id } = findOrganization(instance, c.req.param('id'));
    const asked = readQuery(c, {
      ...paging,
      order_by: order,
      status: many.pipe(z.array(status)).optional(),
      email_address: one.optional(),
    });
    const found = rows(
      store.invitations,
      (row) =>
        row.organizationId === id &&
        (asked.status?.includes(row.status) ?? true) &&
        sameEmail(asked.email_address ?? row.email, row.email),
    );
    const { data, total_count } = pageOf(sorted(found, asked.order_by), asked);
    return c.json({ data: data.map((row) => invitationJSON(instance, row)), total_count });
  });

  app.post('/organizations/:id/invitations', async (c) => {
    const { id } = findOrganization(instance, c.req.param('id'));
    return c.json(create(id, await readBody(c, newInvitation)));
  });
  app.post('/organizations/:id/invitations/bulk', async (c) => {
    const { id } = findOrganization(instance, c.req.param('id'));
    const list = await readJson(c);
    if (!Array.isArray(list)) throw bodyInvalid();
    // All are read before one is made: a fault in the last leaves nothing behind.
    const asked = list.map((each) => parse(newInvitation, each));
    for (const { role } of asked) roleNamed(instance, role);
    const data = asked.map((each) => create(id, each));
    return c.json({ data, total_count: data.length });
  });

  app.get('/organizations/:id/invitations/:invitationId', (c) =>
    c.json(invitationJSON(instance, find(c.req.param('id'), c.req.param('invitationId')))),
  );
  app.post('/organizations/:id/invitations/:invitationId/revoke', async (c) => {
    await readBody(c, { requesting_user_id: z.string().nullish() });
    const invitation = find(c.req.param('id'), c.req.param('invitationId'));
    if (invitation.status !== 'pending') {
      throw badRequest(
        'organization_invitation_not_pending',
        'organization invitation not pending',
        `The organization invitation is not pending, but ${invitation.status}.`,
      );
    }
    invitation.status = 'revoked';
    invitation.updatedAt = clock.now();
    return c.json(invitationJSON(instance, invitation));
  });
  return app;
}
