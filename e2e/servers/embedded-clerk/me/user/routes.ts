import { Hono } from 'hono';
import { fetched, mutated } from '../../http/answer';
import { readFile, readForm } from '../../http/body';
import { badRequest, formError, notFound } from '../../http/errors';
import type { FapiContext, FapiEnv } from '../../http/fapi-env';
import type { Instance } from '../../instance';
import { actingSession, actingUser } from '../../sessions/acting-session';
import { sessionWithActivitiesJSON } from '../../sessions/serialize';
import { endSession, isActive } from '../../sessions/sessions';
import { mergeMetadata } from '../../store/metadata';
import type { User } from '../../store/model';
import { isVerified, rows } from '../../store/queries';
import { deleteUser } from './account';
import { hashPassword, verifyPassword } from './passwords';
import { changePasswordForm, metadataForm, profileForm, removePasswordForm } from './schema';
import { userJSON } from './serialize';
import { assertPasswordAllowed } from './users';

/** The signed-in user's own profile, password, picture and devices. */
export function meRoutes(instance: Instance) {
  const app = new Hono<FapiEnv>();
  const answer = (c: FapiContext, user: User) => {
    user.updatedAt = instance.clock.now();
    return mutated(instance, c, userJSON(instance, user));
  };
  const activeSessionsOf = (user: User) =>
    rows(instance.store.sessions, (row) => row.userId === user.id && isActive(instance, row));

  app.get('/me', (c) => fetched(c, userJSON(instance, actingUser(instance, c))));

  app.patch('/me', async (c) => {
    const user = actingUser(instance, c);
    const form = await readForm(c, profileForm);
    const primaryId = form.primary_email_address_id;
    if (primaryId !== undefined) {
      const address = user.emails.find((row) => row.id === primaryId);
      if (address === undefined || !isVerified(address)) throw notFound('Verified email address');
      user.primaryEmailId = primaryId;
    }
    if (form.first_name !== undefined) user.firstName = form.first_name || null;
    if (form.last_name !== undefined) user.lastName = form.last_name || null;
    user.unsafeMetadata = form.unsafe_metadata ?? user.unsafeMetadata;
    return answer(c, user);
  });

  app.patch('/me/metadata', async (c) => {
    const user = actingUser(instance, c);
    const { unsafe_metadata: patch } = await readForm(c, metadataForm);
    user.unsafeMetadata = mergeMetadata(user.unsafeMetadata, patch);
    return answer(c, user);
  });

  app.delete('/me', (c) => {
    const user = actingUser(instance, c);
    deleteUser(instance, user);
    return mutated(instance, c, { object: 'user', id: user.id, deleted: true });
  });

  app.post('/me/change_password', async (c) => {
    const user = actingUser(instance, c);
    const form = await readForm(c, changePasswordForm);
    assertCurrentPassword(user, form.current_password);
    assertPasswordAllowed(form.new_password, 'new_password');
    user.password = hashPassword(form.new_password);
    if (form.sign_out_of_other_sessions === 'true') {
      const current = actingSession(instance, c);
      const others = activeSessionsOf(user).filter((row) => row.id !== current.id);
      for (const session of others) endSession(instance, session, 'revoked');
    }
    return answer(c, user);
  });

  app.post('/me/remove_password', async (c) => {
    const user = actingUser(instance, c);
    const form = await readForm(c, removePasswordForm);
    assertCurrentPassword(user, form.current_password);
    user.password = null;
    return answer(c, user);
  });

  app.post('/me/profile_image', async (c) => {
    const user = actingUser(instance, c);
    user.image = await readFile(c);
    user.updatedAt = instance.clock.now();
    const json = userJSON(instance, user);
    return mutated(instance, c, {
      object: 'image',
      id: user.id,
      name: 'profile',
      public_url: json.image_url,
    });
  });
  app.delete('/me/profile_image', (c) => {
    const user = actingUser(instance, c);
    user.image = null;
    user.updatedAt = instance.clock.now();
    return mutated(instance, c, { object: 'image', id: user.id, deleted: true });
  });

  // The SDK reads this list bare, without the `response` envelope.
  app.get('/me/sessions/active', (c) => {
    const sessions = activeSessionsOf(actingUser(instance, c));
    return c.json(sessions.map((row) => sessionWithActivitiesJSON(instance, row)));
  });
  app.post('/me/sessions/:id/revoke', (c) => {
    const user = actingUser(instance, c);
    const session = activeSessionsOf(user).find((row) => row.id === c.req.param('id'));
    if (session === undefined) throw notFound('Session');
    endSession(instance, session, 'revoked');
    return mutated(instance, c, sessionWithActivitiesJSON(instance, session));
  });
  return app;
}

function assertCurrentPassword(user: User, password: string | undefined): void {
  if (user.password === null) return;
  if (password === undefined) {
    throw badRequest('form_param_missing', 'current_password must be included.');
  }
  if (!verifyPassword(password, user.password)) {
    throw formError(
      'form_password_validation_failed',
      'current_password',
      'Password is incorrect. Try again.',
    );
  }
}
