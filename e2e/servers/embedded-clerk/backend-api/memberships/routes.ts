import { Hono } from 'hono';
import { z } from 'zod';
import { badRequest } from '../../http/errors';
import { many, one, pageOf, paging } from '../../http/query';
import type { Instance } from '../../instance';
import { assertAnotherAdmin, changeRole } from '../../organizations/memberships/memberships';
import { addMembership, removeMembership } from '../../organizations/organizations';
import { roleNamed, roleOf } from '../../organizations/roles';
import { mergeMetadata } from '../../store/metadata';
import type { Membership } from '../../store/organization-model';
import { findMembership, primaryEmail, rows } from '../../store/queries';
import type { BackendEnv } from '../backend-api';
import { notFound } from '../errors';
import { readBody, readQuery } from '../input';
import { findOrganization } from '../organizations/find';
import { metadata } from '../organizations/schema';
import { orderName, sortBy } from '../sort';
import { membershipJSON } from './serialize';

const order = one
  .pipe(z.string().regex(/^[-+ ]?(created_at|email_address|first_name|last_name)$/))
  .default('-created_at');
const listing = {
  ...paging,
  order_by: order,
  user_id: many.optional(),
  email_address: many.optional(),
  role: many.optional(),
  query: one.optional(),
  email_address_query: one.optional(),
  name_query: one.optional(),
};

/** Who is in which organisation. */
export function membershipRoutes(instance: Instance) {
  const app = new Hono<BackendEnv>();
  const { store, clock } = instance;
  const find = (idOrSlug: string, userId: string): Membership => {
    const { id } = findOrganization(instance, idOrSlug);
    const membership = findMembership(store, id, userId);
    if (membership === undefined) throw notFound('Organization membership not found.');
    return membership;
  };
  const pageJSON = (found: Membership[], range: { limit: number; offset: number }) => {
    const { data, total_count } = pageOf(found, range);
    return { data: data.map((row) => membershipJSON(instance, row)), total_count };
  };
  const sorted = (found: Membership[], orderBy: string) => {
    const name = orderName(orderBy);
    return sortBy(found, orderBy, (row) => {
      const user = store.users.get(row.userId);
      if (name === 'created_at' || user === undefined) return row.createdAt;
      if (name === 'email_address') return primaryEmail(user) ?? '';
      return (name === 'first_name' ? user.firstName : user.lastName) ?? '';
    });
  };

  app.get('/organization_memberships', (c) => {
    const asked = readQuery(c, { ...paging, order_by: order });
    return c.json(pageJSON(sorted([...store.memberships.values()], asked.order_by), asked));
  });
  app.get('/organizations/:id/memberships', (c) => {
    const { id } = findOrganization(instance, c.req.param('id'));
    const asked = readQuery(c, listing);
    const includes = (part: string | undefined, values: string[]) =>
      part === undefined ||
      values.some((value) => value.toLowerCase().includes(part.toLowerCase()));
    const found = rows(store.memberships, (row) => {
      const user = store.users.get(row.userId);
      if (row.organizationId !== id || user === undefined) return false;
      const emails = user.emails.map(({ email }) => email);
      const names = [`${user.firstName ?? ''} ${user.lastName ?? ''}`];
      return (
        (asked.user_id?.includes(user.id) ?? true) &&
        (asked.role?.includes(roleOf(instance, row).key) ?? true) &&
        (asked.email_address?.some((email) => emails.includes(email)) ?? true) &&
        includes(asked.query, [user.id, ...emails, ...names]) &&
        includes(asked.email_address_query, emails) &&
        includes(asked.name_query, names)
      );
    });
    return c.json(pageJSON(sorted(found, asked.order_by), asked));
  });

  app.post('/organizations/:id/memberships', async (c) => {
    const { id } = findOrganization(instance, c.req.param('id'));
    const asked = await readBody(c, { ...metadata, user_id: z.string(), role: z.string() });
    if (!store.users.has(asked.user_id)) {
      throw notFound(`No user was found with id ${asked.user_id}.`);
    }
    if (findMembership(store, id, asked.user_id) !== undefined) throw alreadyAMember(asked.user_id);
    const membership = addMembership(instance, id, asked.user_id, roleNamed(instance, asked.role));
    membership.publicMetadata = asked.public_metadata ?? {};
    membership.privateMetadata = asked.private_metadata ?? {};
    return c.json(membershipJSON(instance, membership));
  });
  app.patch('/organizations/:id/memberships/:userId', async (c) => {
    const membership = find(c.req.param('id'), c.req.param('userId'));
    const { role } = await readBody(c, { role: z.string() });
    changeRole(instance, membership, role);
    return c.json(membershipJSON(instance, membership));
  });
  app.patch('/organizations/:id/memberships/:userId/metadata', async (c) => {
    const membership = find(c.req.param('id'), c.req.param('userId'));
    const asked = await readBody(c, metadata);
    membership.publicMetadata = mergeMetadata(membership.publicMetadata, asked.public_metadata);
    membership.privateMetadata = mergeMetadata(membership.privateMetadata, asked.private_metadata);
    membership.updatedAt = clock.now();
    return c.json(membershipJSON(instance, membership));
  });
  app.delete('/organizations/:id/memberships/:userId', (c) => {
    const membership = find(c.req.param('id'), c.req.param('userId'));
    assertAnotherAdmin(instance, membership);
    const json = membershipJSON(instance, membership);
    removeMembership(instance, membership);
    return c.json(json);
  });
  return app;
}

function alreadyAMember(userId: string) {
  return badRequest(
    'already_a_member_in_organization',
    'already a member',
    `User ${userId} is already a member of the organization.`,
  );
}
