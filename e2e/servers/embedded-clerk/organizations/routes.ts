import { Hono } from 'hono';
import { answer } from '../http/answer';
import { readFile, readForm } from '../http/body';
import { notFound } from '../http/errors';
import type { FapiContext, FapiEnv } from '../http/fapi-env';
import { flag, many, one, pageOf, paging, readQuery } from '../http/query';
import type { Instance } from '../instance';
import { actingUser } from '../sessions/acting-session';
import type { Image } from '../store/common-model';
import type { Organization } from '../store/organization-model';
import { actingMembership, requirePermission } from './acting-membership';
import {
  addMembership,
  assertSlugFree,
  createOrganization,
  deleteOrganization,
} from './organizations';
import { creatorRole } from './roles';
import { createForm, updateForm } from './schema';
import { organizationJSON, roleJSON } from './serialize';

/** Organisations themselves: create, read, change, delete, logo, roles. */
export function organizationRoutes(instance: Instance) {
  const app = new Hono<FapiEnv>();
  const respond = (c: FapiContext, organization: Organization) =>
    answer(instance, c, organizationJSON(instance, organization));

  app.post('/organizations', async (c) => {
    const user = actingUser(instance, c);
    const { name, slug } = await readForm(c, createForm);
    const organization = createOrganization(instance, name, slug);
    addMembership(instance, organization.id, user.id, creatorRole(instance));
    return respond(c, organization);
  });

  app.get('/organizations/:id', (c) => {
    const { organization } = actingMembership(instance, c, c.req.param('id'));
    return answer(instance, c, organizationJSON(instance, organization));
  });

  app.patch('/organizations/:id', async (c) => {
    const organization = requirePermission(
      instance,
      c,
      c.req.param('id'),
      'org:sys_profile:manage',
    );
    const { name, slug } = await readForm(c, updateForm);
    if (slug !== undefined) assertSlugFree(instance, slug, organization.id);
    organization.name = name ?? organization.name;
    organization.slug = slug ?? organization.slug;
    organization.updatedAt = instance.clock.now();
    return respond(c, organization);
  });

  app.delete('/organizations/:id', (c) => {
    const { id } = requirePermission(instance, c, c.req.param('id'), 'org:sys_profile:delete');
    deleteOrganization(instance, id);
    return answer(instance, c, { object: 'organization', id, deleted: true });
  });

  const setLogo = (c: FapiContext, id: string, image: Image | null) => {
    const organization = requirePermission(instance, c, id, 'org:sys_profile:manage');
    organization.image = image;
    organization.updatedAt = instance.clock.now();
    return organization;
  };
  app.put('/organizations/:id/logo', async (c) =>
    respond(c, setLogo(c, c.req.param('id'), await readFile(c))),
  );
  app.delete('/organizations/:id/logo', (c) => {
    const { id } = setLogo(c, c.req.param('id'), null);
    return answer(instance, c, { object: 'image', id, deleted: true });
  });

  app.get('/organizations/:id/roles', (c) => {
    actingMembership(instance, c, c.req.param('id'));
    const roles = [...instance.store.roles.values()].map((role) => roleJSON(instance, role));
    return answer(instance, c, pageOf(roles, readQuery(c, paging)));
  });

  // Membership requests and domains belong to verified domains, which are switched off.
  for (const [list, filters] of [
    ['membership_requests', { status: many.optional() }],
    ['domains', { verified: flag.optional(), enrollment_mode: one.optional() }],
  ] as const) {
    app.get(`/organizations/:id/${list}`, (c) => {
      actingMembership(instance, c, c.req.param('id'));
      return answer(instance, c, pageOf([], readQuery(c, { ...paging, ...filters })));
    });
  }
  app.get('/organizations/:id/domains/:domainId', () => {
    throw notFound('Domain');
  });
  return app;
}
