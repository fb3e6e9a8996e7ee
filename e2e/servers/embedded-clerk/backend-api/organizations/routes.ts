import { Hono } from 'hono';
import { FapiError } from '../../http/errors';
import { pageOf } from '../../http/query';
import type { Instance } from '../../instance';
import {
  addMembership,
  assertSlugFree,
  createOrganization,
  deleteOrganization,
} from '../../organizations/organizations';
import { creatorRole } from '../../organizations/roles';
import { mergeMetadata, replaceMetadata } from '../../store/metadata';
import type { Organization } from '../../store/organization-model';
import { findMembership, rows } from '../../store/queries';
import type { BackendEnv } from '../backend-api';
import { readBody, readQuery } from '../input';
import { orderName, sortBy } from '../sort';
import { findOrganization } from './find';
import { changes, listing, metadata, newOrganization, reading } from './schema';
import { organizationJSON } from './serialize';

/** The organisations of the instance, whoever is in them. */
export function organizationRoutes(instance: Instance) {
  const app = new Hono<BackendEnv>();
  const { store, clock } = instance;
  const changed = (organization: Organization) => {
    organization.updatedAt = clock.now();
    return organizationJSON(instance, organization);
  };

  app.get('/organizations', (c) => {
    const asked = readQuery(c, listing);
    const text = asked.query?.toLowerCase() ?? '';
    const found = rows(
      store.organizations,
      ({ id, name, slug }) =>
        [id, name, slug].some((value) => value.toLowerCase().includes(text)) &&
        (asked.organization_id?.includes(id) ?? true) &&
        (asked.user_id?.some((userId) => findMembership(store, id, userId)) ?? true),
    );
    const key = sortKey(instance, orderName(asked.order_by));
    const { data, total_count } = pageOf(sortBy(found, asked.order_by, key), asked);
    return c.json({
      data: data.map((row) => organizationJSON(instance, row, asked.include_members_count)),
      total_count,
    });
  });

  app.post('/organizations', async (c) => {
    const asked = await readBody(c, newOrganization);
    if (asked.created_by && !store.users.has(asked.created_by)) {
      throw creatorNotFound(asked.created_by);
    }
    const organization = createOrganization(instance, asked.name, asked.slug ?? undefined);
    organization.createdBy = asked.created_by ?? null;
    organization.publicMetadata = asked.public_metadata ?? {};
    organization.privateMetadata = asked.private_metadata ?? {};
    organization.maxAllowedMemberships =
      asked.max_allowed_memberships ?? organization.maxAllowedMemberships;
    // Whoever creates an organisation is its first admin.
    if (asked.created_by) {
      addMembership(instance, organization.id, asked.created_by, creatorRole(instance));
    }
    return c.json(organizationJSON(instance, organization));
  });

  app.get('/organizations/:id', (c) => {
    const asked = readQuery(c, reading);
    const organization = findOrganization(instance, c.req.param('id'));
    return c.json(organizationJSON(instance, organization, asked.include_members_count));
  });
  app.patch('/organizations/:id', async (c) => {
    const organization = findOrganization(instance, c.req.param('id'));
    const asked = await readBody(c, changes);
    if (asked.slug) assertSlugFree(instance, asked.slug, organization.id);
    organization.name = asked.name ?? organization.name;
    organization.slug = asked.slug ?? organization.slug;
    organization.maxAllowedMemberships =
      asked.max_allowed_memberships ?? organization.maxAllowedMemberships;
    organization.adminDeleteEnabled = asked.admin_delete_enabled ?? organization.adminDeleteEnabled;
    return c.json(changed(organization));
  });
  app.delete('/organizations/:id', (c) => {
    const { id } = findOrganization(instance, c.req.param('id'));
    deleteOrganization(instance, id);
    return c.json({ object: 'organization', id, deleted: true });
  });

  app.on(['PATCH', 'PUT'], '/organizations/:id/metadata', async (c) => {
    const organization = findOrganization(instance, c.req.param('id'));
    const asked = await readBody(c, metadata);
    const next = c.req.method === 'PUT' ? replaceMetadata : mergeMetadata;
    organization.publicMetadata = next(organization.publicMetadata, asked.public_metadata);
    organization.privateMetadata = next(organization.privateMetadata, asked.private_metadata);
    return c.json(changed(organization));
  });
  return app;
}

function sortKey(instance: Instance, order: string): (row: Organization) => string | number {
  if (order === 'name') return ({ name }) => name;
  if (order === 'created_at') return ({ createdAt }) => createdAt;
  const { memberships } = instance.store;
  return ({ id }) => rows(memberships, (row) => row.organizationId === id).length;
}

function creatorNotFound(id: string): FapiError {
  return new FapiError(400, {
    code: 'organization_creator_not_found',
    message: 'creator not found',
    long_message: `No users found with id ${id}.`,
  });
}
