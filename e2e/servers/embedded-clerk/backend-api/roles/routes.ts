import { Hono } from 'hono';
import { z } from 'zod';
import { FapiError } from '../../http/errors';
import { newId } from '../../ids';
import type { Instance } from '../../instance';
import { isCreatorEligible } from '../../organizations/roles';
import { roleJSON } from '../../organizations/serialize';
import type { Role } from '../../store/organization-model';
import type { BackendEnv } from '../backend-api';
import { notFound } from '../errors';
import { readBody, readQuery } from '../input';
import { found, listing } from './listing';
import { assertFree, permissionWith } from './rows';

const name = z.string().min(1);
const key = z.string().regex(/^org:[a-z0-9_]+$/);
const optional = {
  description: z.string().nullish(),
  /** The ids of permissions, in place of those that the role has. */
  permissions: z.array(z.string()).nullish(),
};
const newRole = {
  ...optional,
  name,
  key,
  // There is one role set here: every role is in it.
  include_in_initial_role_set: z.boolean().nullish(),
};

/** The roles that members of organisations have. */
export function roleRoutes(instance: Instance) {
  const app = new Hono<BackendEnv>();
  const { clock, store } = instance;
  const { roles } = store;
  const find = (id: string): Role => {
    const role = roles.get(id);
    if (role === undefined) throw notFound(`No organization role was found with id ${id}`);
    return role;
  };
  const grant = (role: Role, permissionIds: readonly string[]) => {
    const next = { ...role, permissionIds: [...new Set(permissionIds)] };
    if (role.id === store.settings.creatorRoleId && !isCreatorEligible(instance, next)) {
      throw cannot('The role of creators needs the permissions it has to manage an organization.');
    }
    role.permissionIds = next.permissionIds;
    role.updatedAt = clock.now();
  };

  app.get('/organization_roles', (c) => {
    const all = [...roles.values()].map((role) => roleJSON(instance, role));
    return c.json(found(all, readQuery(c, listing)));
  });
  app.post('/organization_roles', async (c) => {
    const asked = await readBody(c, newRole);
    assertFree(roles, asked.key);
    const permissionIds = [...new Set(asked.permissions ?? [])];
    for (const id of permissionIds) permissionWith(store, id);
    const now = clock.now();
    const role: Role = {
      id: newId('role'),
      key: asked.key,
      name: asked.name,
      description: asked.description ?? '',
      permissionIds,
      createdAt: now,
      updatedAt: now,
    };
    roles.set(role.id, role);
    return c.json(roleJSON(instance, role));
  });

  app.get('/organization_roles/:id', (c) => c.json(roleJSON(instance, find(c.req.param('id')))));
  app.patch('/organization_roles/:id', async (c) => {
    const role = find(c.req.param('id'));
    const asked = await readBody(c, { ...optional, name: name.nullish(), key: key.nullish() });
    if (asked.key) assertFree(roles, asked.key, role.id);
    for (const id of asked.permissions ?? []) permissionWith(store, id);
    if (asked.permissions) grant(role, asked.permissions);
    role.name = asked.name ?? role.name;
    role.key = asked.key ?? role.key;
    role.description = asked.description ?? role.description;
    role.updatedAt = clock.now();
    return c.json(roleJSON(instance, role));
  });
  app.delete('/organization_roles/:id', (c) => {
    const { id } = find(c.req.param('id'));
    const { creatorRoleId, defaultRoleId } = store.settings;
    const users = [...store.memberships.values(), ...store.invitations.values()];
    if ([creatorRoleId, defaultRoleId, ...users.map(({ roleId }) => roleId)].includes(id)) {
      throw cannot('The role cannot be deleted while it is in use.');
    }
    roles.delete(id);
    return c.json({ object: 'role', id, deleted: true });
  });

  app.post('/organization_roles/:id/permissions/:permissionId', (c) => {
    const role = find(c.req.param('id'));
    const { permissionId } = c.req.param();
    permissionWith(store, permissionId);
    if (role.permissionIds.includes(permissionId)) throw alreadyAssigned();
    grant(role, [...role.permissionIds, permissionId]);
    return c.json(roleJSON(instance, role));
  });
  app.delete('/organization_roles/:id/permissions/:permissionId', (c) => {
    const role = find(c.req.param('id'));
    const { permissionId } = c.req.param();
    if (!role.permissionIds.includes(permissionId)) {
      throw notFound(`The role has no permission with id ${permissionId}`);
    }
    grant(
      role,
      role.permissionIds.filter((id) => id !== permissionId),
    );
    return c.json(roleJSON(instance, role));
  });
  return app;
}

/** Clerk's document has the status and no code: this one is Clerk's for what is there already. */
function alreadyAssigned(): FapiError {
  return new FapiError(409, {
    code: 'duplicate_record',
    message: 'already assigned',
    long_message: 'The role has this permission already.',
  });
}

/** 422: Clerk's document says what may not be done to a role, not by which code. */
function cannot(longMessage: string): FapiError {
  return new FapiError(422, {
    code: 'organization_role_in_use',
    message: 'is in use',
    long_message: longMessage,
  });
}
