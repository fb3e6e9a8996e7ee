import { Hono } from 'hono';
import { z } from 'zod';
import { readFile } from '../../http/body';
import { FapiError } from '../../http/errors';
import { one, pageOf, paging } from '../../http/query';
import type { Instance } from '../../instance';
import {
  banUser,
  deleteUser,
  lockUser,
  revokeSessions,
  unbanUser,
  unlockUser,
} from '../../me/user/account';
import { verifyPassword } from '../../me/user/passwords';
import { mergeMetadata, replaceMetadata } from '../../store/metadata';
import { isVerified, rows } from '../../store/queries';
import type { User } from '../../store/user-model';
import type { BackendEnv } from '../backend-api';
import { readBody, readQuery } from '../input';
import { publicInvitationJSON } from '../invitations/serialize';
import { membershipJSON } from '../memberships/serialize';
import { createUser } from './create';
import { findUser } from './find';
import { changes, metadata, newUser } from './schema';
import { findUsers, sortUsers, userFilters, userOrder } from './search';
import { userJSON } from './serialize';
import { updateUser } from './update';

/** The users of the instance, whoever they are signed in as. */
export function userRoutes(instance: Instance) {
  const app = new Hono<BackendEnv>();
  const { store, clock } = instance;
  const byId = (id: string) => findUser(instance, id);
  const changed = (user: User) => {
    user.updatedAt = clock.now();
    return userJSON(instance, user);
  };

  app.get('/users', (c) => {
    const { order_by, limit, offset, ...filters } = readQuery(c, {
      ...userFilters,
      ...paging,
      order_by: userOrder,
    });
    const found = sortUsers(instance, findUsers(instance, filters), order_by);
    return c.json(pageOf(found, { limit, offset }).data.map((user) => userJSON(instance, user)));
  });
  app.get('/users/count', (c) => {
    const filters = readQuery(c, userFilters);
    return c.json({ object: 'total_count', total_count: findUsers(instance, filters).length });
  });
  app.post('/users', async (c) => {
    const user = createUser(instance, await readBody(c, newUser));
    return c.json(userJSON(instance, user));
  });

  app.get('/users/:id', (c) => c.json(userJSON(instance, byId(c.req.param('id')))));
  app.patch('/users/:id', async (c) => {
    const user = byId(c.req.param('id'));
    updateUser(instance, user, await readBody(c, changes));
    return c.json(changed(user));
  });
  app.delete('/users/:id', (c) => {
    const { id } = byId(c.req.param('id'));
    deleteUser(instance, byId(id));
    return c.json({ object: 'user', id, deleted: true });
  });

  app.on(['PATCH', 'PUT'], '/users/:id/metadata', async (c) => {
    const user = byId(c.req.param('id'));
    const patch = await readBody(c, metadata);
    const next = c.req.method === 'PUT' ? replaceMetadata : mergeMetadata;
    user.publicMetadata = next(user.publicMetadata, patch.public_metadata);
    user.privateMetadata = next(user.privateMetadata, patch.private_metadata);
    user.unsafeMetadata = next(user.unsafeMetadata, patch.unsafe_metadata);
    return c.json(changed(user));
  });

  for (const [action, act] of [
    ['ban', banUser],
    ['unban', unbanUser],
    ['lock', lockUser],
    ['unlock', unlockUser],
  ] as const) {
    app.post(`/users/:id/${action}`, async (c) => {
      await readBody(c, {});
      const user = byId(c.req.param('id'));
      act(instance, user);
      return c.json(changed(user));
    });
  }

  app.post('/users/:id/password/set_compromised', async (c) => {
    const user = byId(c.req.param('id'));
    const { revoke_all_sessions: revoke } = await readBody(c, {
      revoke_all_sessions: z.boolean().nullish(),
    });
    if (user.password === null) throw noPasswordSet();
    user.passwordCompromised = true;
    if (revoke) revokeSessions(instance, user);
    return c.json(changed(user));
  });
  app.post('/users/:id/password/unset_compromised', async (c) => {
    await readBody(c, {});
    const user = byId(c.req.param('id'));
    user.passwordCompromised = false;
    return c.json(changed(user));
  });

  app.post('/users/:id/profile_image', async (c) => {
    const user = byId(c.req.param('id'));
    user.image = await readFile(c);
    return c.json(changed(user));
  });
  app.delete('/users/:id/profile_image', (c) => {
    const user = byId(c.req.param('id'));
    user.image = null;
    return c.json(changed(user));
  });

  app.post('/users/:id/verify_password', async (c) => {
    const user = byId(c.req.param('id'));
    const { password } = await readBody(c, { password: z.string() });
    if (user.password === null) throw noPasswordSet();
    if (!verifyPassword(password, user.password)) throw incorrectPassword();
    return c.json({ verified: true });
  });

  app.get('/users/:id/organization_memberships', (c) => {
    const { id } = byId(c.req.param('id'));
    const own = rows(store.memberships, (row) => row.userId === id);
    const page = pageOf(own, readQuery(c, paging));
    return c.json({ ...page, data: page.data.map((row) => membershipJSON(instance, row)) });
  });
  app.get('/users/:id/organization_invitations', (c) => {
    const user = byId(c.req.param('id'));
    const { status, ...range } = readQuery(c, { ...paging, status: one.optional() });
    const emails = user.emails.filter(isVerified).map(({ email }) => email);
    const own = rows(
      store.invitations,
      (row) => emails.includes(row.email) && (status ?? row.status) === row.status,
    );
    const page = pageOf(own, range);
    return c.json({ ...page, data: page.data.map((row) => publicInvitationJSON(instance, row)) });
  });
  return app;
}

function noPasswordSet(): FapiError {
  return new FapiError(400, {
    code: 'no_password_set',
    message: 'no password set',
    long_message: 'This user does not have a password set for their account',
  });
}

function incorrectPassword(): FapiError {
  return new FapiError(422, {
    code: 'incorrect_password',
    message: 'incorrect password',
    long_message: 'The provided password is not the one the user has set',
  });
}
