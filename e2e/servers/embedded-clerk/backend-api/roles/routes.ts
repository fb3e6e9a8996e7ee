import { Hono } from 'hono';
import { z } from 'zod';
import { FapiError } from '../../http/errors';
import { parametersInvalid } from '../../http/parameters';
import { one, pageOf, paging } from '../../http/query';
import { newId } from '../../ids';
import type { Instance } from '../../instance';
import { roleKeys } from '../../organizations/roles';
import { permissionJSON, roleJSON } from '../../organizations/serialize';
import { rows } from '../../store/queries';
import type { BackendEnv } from '../backend-api';
import { notFound } from '../errors';
import { readBody, readQuery } from '../input';
import { orderName, sortBy } from '../sort';

const listing = {
  ...paging,
  query: one.optional(),
  order_by: one.pipe(z.string().regex(/^[-+ ]?(created_at|name|key)$/)).default('-created_at'),
};

const newPermission = {
  name: z.string().min(1),
  // The prefix is that of Clerk's own.
  key: z.string().regex(/^org:(?!sys_)[a-z0-9_]+:[a-z0-9_]+$/),
  description: z.string().default(''),
};

/** Clerk's two roles, and the permissions that an application makes and gives to them. */
export function roleRoutes(instance: Instance) {
  const app = new Hono<BackendEnv>();
  const { roles, clock } = instance;
  const { customPermissions: permissions } = instance.store;

  app.get('/organization_roles', (c) => {
    const all = roleKeys.map((key) => roleJSON(instance, key));
    return c.json(found(all, readQuery(c, listing)));
  });

  app.post('/organization_roles/:id/permissions/:permissionId', (c) => {
    const { id, permissionId } = c.req.param();
    const role = roleKeys.find((key) => roleJSON(instance, key).id === id);
    if (role === undefined) throw notFound(`No organization role was found with id ${id}`);
    const permission = permissions.get(permissionId);
    if (permission === undefined) throw notFound(`No permission was found with id ${permissionId}`);
    if (roles.permissions(role).includes(permission.key)) throw alreadyAssigned();
    roles.grant(role, permission.key);
    return c.json(roleJSON(instance, role));
  });

  app.get('/organization_permissions', (c) => {
    const keys = new Set([
      ...roleKeys.flatMap((role) => roles.permissions(role)),
      ...[...permissions.values()].map(({ key }) => key),
    ]);
    const all = [...keys].map((key) => permissionJSON(instance, key));
    return c.json(found(all, readQuery(c, listing)));
  });

  app.post('/organization_permissions', async (c) => {
    const asked = await readBody(c, newPermission);
    if (rows(permissions, ({ key }) => key === asked.key).length > 0) {
      throw parametersInvalid([{ param: 'key', kind: 'taken' }]);
    }
    const now = clock.now();
    const permission = { id: newId('perm'), ...asked, createdAt: now, updatedAt: now };
    permissions.set(permission.id, permission);
    return c.json(permissionJSON(instance, permission.key));
  });
  return app;
}

/** A page of what was asked for: all of an id is matched, of a name or a key a part. */
function found<Row extends { id: string; name: string; key: string; created_at: number }>(
  all: Row[],
  asked: { query?: string | undefined; order_by: string; limit: number; offset: number },
) {
  const text = asked.query?.toLowerCase() ?? '';
  const matching = all.filter(
    ({ id, name, key }) =>
      id === asked.query || [name, key].some((value) => value.toLowerCase().includes(text)),
  );
  const by = orderName(asked.order_by) as 'created_at' | 'name' | 'key';
  return pageOf(
    sortBy(matching, asked.order_by, (row) => row[by]),
    asked,
  );
}

/** Clerk's document has the status and no code: this one is Clerk's for what is there already. */
function alreadyAssigned(): FapiError {
  return new FapiError(409, {
    code: 'duplicate_record',
    message: 'already assigned',
    long_message: 'The role has this permission already.',
  });
}
