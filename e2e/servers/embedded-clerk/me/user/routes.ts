import { Hono } from 'hono';
import { answer } from '../../http/answer';
import { readFile, readForm } from '../../http/body';
import { formError, notFound } from '../../http/errors';
import type { FapiContext, FapiEnv } from '../../http/fapi-env';
import type { Instance } from '../../instance';
import { actingSession, actingUser } from '../../sessions/acting-session';
import { sessionJSON, sessionWithActivitiesJSON } from '../../sessions/serialize';
import { endSession, isActive } from '../../sessions/sessions';
import { mergeMetadata } from '../../store/metadata';
import { isVerified, rows } from '../../store/queries';
import type { EmailAddress, PhoneNumber, User } from '../../store/user-model';
import { deleteUser } from './account';
import { parseUsername } from './identifiers';
import { verifyPassword } from './passwords';
import { changePasswordForm, metadataForm, profileForm, removePasswordForm } from './schema';
import { userJSON } from './serialize';
import { assertPasswordAllowed, assertUsernameFree, setPassword } from './users';

/** The signed-in user's own profile, password, picture and devices. */
export function meRoutes(instance: Instance) {
  const app = new Hono<FapiEnv>();
  const respond = (c: FapiContext, user: User) => {
    user.updatedAt = instance.clock.now();
    return answer(instance, c, userJSON(instance, user));
  };
  const activeSessionsOf = (user: User) =>
    rows(instance.store.sessions, (row) => row.userId === user.id && isActive(instance, row));

  app.get('/me', (c) => answer(instance, c, userJSON(instance, actingUser(instance, c))));

  app.patch('/me', async (c) => {
    const user = actingUser(instance, c);
    const form = await readForm(c, profileForm(instance));
    const { primary_email_address_id: emailId, primary_phone_number_id: phoneId, username } = form;
    if (emailId) assertVerified(user.emails, emailId, 'Verified email address');
    if (phoneId) assertVerified(user.phones, phoneId, 'Verified phone number');
    if (username) assertUsernameFree(instance, parseUsername(username), user.id);
    user.primaryEmailId = emailId ?? user.primaryEmailId;
    user.primaryPhoneId = phoneId ?? user.primaryPhoneId;
    user.username = username?.toLowerCase() ?? user.username;
    if (form.first_name !== undefined) user.firstName = form.first_name || null;
    if (form.last_name !== undefined) user.lastName = form.last_name || null;
    user.unsafeMetadata = form.unsafe_metadata ?? user.unsafeMetadata;
    return respond(c, user);
  });

  app.patch('/me/metadata', async (c) => {
    const user = actingUser(instance, c);
    const { unsafe_metadata: patch } = await readForm(c, metadataForm);
    user.unsafeMetadata = mergeMetadata(user.unsafeMetadata, patch);
    return respond(c, user);
  });

  app.delete('/me', (c) => {
    const user = actingUser(instance, c);
    deleteUser(instance, user);
    return answer(instance, c, { object: 'user', id: user.id, deleted: true });
  });

  app.post('/me/change_password', async (c) => {
    const user = actingUser(instance, c);
    const form = await readForm(c, changePasswordForm);
    // The step of signing in that asks for another password does not ask for the compromised one.
    if (!user.passwordCompromised) assertCurrentPassword(user, form.current_password);
    assertPasswordAllowed(form.new_password, 'new_password');
    setPassword(instance, user, form.new_password);
    if (form.sign_out_of_other_sessions === 'true') {
      const current = actingSession(instance, c);
      const others = activeSessionsOf(user).filter((row) => row.id !== current.id);
      for (const session of others) endSession(instance, session, 'revoked');
    }
    return respond(c, user);
  });

  app.post('/me/remove_password', async (c) => {
    const user = actingUser(instance, c);
    const form = await readForm(c, removePasswordForm);
    assertCurrentPassword(user, form.current_password);
    setPassword(instance, user, null);
    return respond(c, user);
  });

  app.post('/me/profile_image', async (c) => {
    const user = actingUser(instance, c);
    user.image = await readFile(c);
    user.updatedAt = instance.clock.now();
    const json = userJSON(instance, user);
    return answer(instance, c, {
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
    return answer(instance, c, { object: 'image', id: user.id, deleted: true });
  });

  // The SDK reads this list bare, without the `response` envelope.
  app.get('/me/sessions/active', (c) => {
    const sessions = activeSessionsOf(actingUser(instance, c));
    return c.json(sessions.map((row) => sessionWithActivitiesJSON(instance, row)));
  });
  app.post('/me/sessions/:id/revoke', async (c) => {
    const user = actingUser(instance, c);
    const session = activeSessionsOf(user).find((row) => row.id === c.req.param('id'));
    if (session === undefined) throw notFound('Session');
    endSession(instance, session, 'revoked');
    return answer(instance, c, await sessionJSON(instance, session, undefined));
  });
  return app;
}

/** Throws 404 unless `id` is among `own`, and verified. */
function assertVerified(own: (EmailAddress | PhoneNumber)[], id: string, what: string): void {
  const row = own.find((each) => each.id === id);
  if (row === undefined || !isVerified(row)) throw notFound(what);
}

function assertCurrentPassword(user: User, password: string | undefined): void {
  if (user.password === null) return;
  if (password === undefined) {
    throw formError(
      'form_param_missing',
      'current_password',
      'is missing',
      'current_password must be included.',
    );
  }
  if (!verifyPassword(password, user.password)) {
    throw formError(
      'form_password_validation_failed',
      'current_password',
      'Password is incorrect. Try again.',
    );
  }
}
