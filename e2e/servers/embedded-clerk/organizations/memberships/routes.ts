import { Hono } from 'hono';
import { answer } from '../../http/answer';
import { readForm } from '../../http/body';
import { badRequest, notFound } from '../../http/errors';
import type { FapiContext, FapiEnv } from '../../http/fapi-env';
import { many, one, pageOf, paginated, paging, readQuery } from '../../http/query';
import type { Instance } from '../../instance';
import type { Membership } from '../../store/organization-model';
import { findMembership, identifierOf, rows } from '../../store/queries';
import { requirePermission } from '../acting-membership';
import { addMembership, removeMembership } from '../organizations';
import { roleNamed, roleOf } from '../roles';
import { assertAnotherAdmin, changeRole } from './memberships';
import { addForm, roleForm } from './schema';
import { membershipJSON } from './serialize';

const read = 'org:sys_memberships:read';
const manage = 'org:sys_memberships:manage';

/** Who is in an organisation. */
export function membershipRoutes(instance: Instance) {
  const app = new Hono<FapiEnv>();
  const { memberships, users } = instance.store;
  const respond = (c: FapiContext, membership: Membership) =>
    answer(instance, c, membershipJSON(instance, membership));
  const membershipOf = (organizationId: string, userId: string) => {
    const membership = findMembership(instance.store, organizationId, userId);
    if (membership === undefined) throw notFound('Membership');
    return membership;
  };

  app.get('/organizations/:id/memberships', (c) => {
    const { id } = requirePermission(instance, c, c.req.param('id'), read);
    const asked = readQuery(c, {
      ...paging,
      paginated: paginated.optional(),
      query: one.optional(),
      role: many.optional(),
    });
    const query = asked.query?.toLowerCase() ?? '';
    const found = rows(memberships, (row) => {
      const user = users.get(row.userId);
      if (row.organizationId !== id || user === undefined) return false;
      const names = `${identifierOf(user)} ${user.firstName ?? ''} ${user.lastName ?? ''}`;
      return (
        (asked.role?.includes(roleOf(instance, row).key) ?? true) &&
        names.toLowerCase().includes(query)
      );
    });
    const list = found.map((row) => membershipJSON(instance, row));
    return answer(instance, c, pageOf(list, asked));
  });

  app.post('/organizations/:id/memberships', async (c) => {
    const { id } = requirePermission(instance, c, c.req.param('id'), manage);
    const form = await readForm(c, addForm);
    if (!users.has(form.user_id)) throw notFound('User');
    if (findMembership(instance.store, id, form.user_id) !== undefined) {
      throw badRequest('already_a_member_in_organization', 'already a member');
    }
    return respond(c, addMembership(instance, id, form.user_id, roleNamed(instance, form.role)));
  });

  app.patch('/organizations/:id/memberships/:userId', async (c) => {
    const { id } = requirePermission(instance, c, c.req.param('id'), manage);
    const membership = membershipOf(id, c.req.param('userId'));
    const form = await readForm(c, roleForm);
    changeRole(instance, membership, form.role);
    return respond(c, membership);
  });

  app.delete('/organizations/:id/memberships/:userId', async (c) => {
    const { id } = requirePermission(instance, c, c.req.param('id'), manage);
    const membership = membershipOf(id, c.req.param('userId'));
    assertAnotherAdmin(instance, membership);
    const json = membershipJSON(instance, membership);
    removeMembership(instance, membership);
    return answer(instance, c, json);
  });
  return app;
}
