import { Hono } from 'hono';
import { z } from 'zod';
import { notAllowed } from '../../http/errors';
import { newId } from '../../ids';
import type { Instance } from '../../instance';
import { permissionJSON } from '../../organizations/serialize';
import type { Permission } from '../../store/organization-model';
import type { BackendEnv } from '../backend-api';
import { readBody, readQuery } from '../input';
import { found, listing } from '../roles/listing';
import { assertFree, permissionWith } from '../roles/rows';

const name = z.string().min(1);
// The prefix is that of Clerk's own.
const key = z.string().regex(/^org:(?!sys_)[a-z0-9_]+:[a-z0-9_]+$/);

/** The permissions that an application makes, to be given to roles; and Clerk's own, which stay. */
export function permissionRoutes(instance: Instance) {
  const app = new Hono<BackendEnv>();
  const { clock, store } = instance;
  const { permissions, roles } = store;
  const findOwn = (id: string): Permission => {
    const permission = permissionWith(store, id);
    if (permission.type === 'system') throw notAllowed();
    return permission;
  };
  app.get('/organization_permissions', (c) =>
    c.json(found([...permissions.values()].map(permissionJSON), readQuery(c, listing))),
  );
  app.post('/organization_permissions', async (c) => {
    const asked = await readBody(c, { name, key, description: z.string().default('') });
    assertFree(permissions, asked.key);
    const now = clock.now();
    const permission: Permission = {
      id: newId('perm'),
      ...asked,
      type: 'user',
      createdAt: now,
      updatedAt: now,
    };
    permissions.set(permission.id, permission);
    return c.json(permissionJSON(permission));
  });

  app.get('/organization_permissions/:id', (c) =>
    c.json(permissionJSON(permissionWith(store, c.req.param('id')))),
  );
  app.patch('/organization_permissions/:id', async (c) => {
    const permission = findOwn(c.req.param('id'));
    const asked = await readBody(c, {
      name: name.optional(),
      key: key.optional(),
      description: z.string().optional(),
    });
    if (asked.key !== undefined) assertFree(permissions, asked.key, permission.id);
    permission.name = asked.name ?? permission.name;
    permission.key = asked.key ?? permission.key;
    permission.description = asked.description ?? permission.description;
    permission.updatedAt = clock.now();
    return c.json(permissionJSON(permission));
  });
  app.delete('/organization_permissions/:id', (c) => {
    const { id } = findOwn(c.req.param('id'));
    permissions.delete(id);
    for (const role of roles.values()) {
      role.permissionIds = role.permissionIds.filter((granted) => granted !== id);
    }
    return c.json({ object: 'permission', id, deleted: true });
  });
  return app;
}
