import { type ClerkClient, verifyToken } from '@clerk/backend';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createBackendClient } from '../../../../support/clerk/backend-client';
import { createFapiTestClient } from '../../fapi-test-client';
import { type EmbeddedClerk, startEmbeddedClerk } from '../../start';

let clerk: EmbeddedClerk;
let backend: ClerkClient;
let userId: string;
beforeAll(async () => {
  clerk = await startEmbeddedClerk({ singleSession: false });
  backend = createBackendClient(clerk);
  const ada = { emailAddress: ['ada@example.com'], password: 'quiet-otter-lantern-42' };
  ({ id: userId } = await backend.users.createUser(ada));
});
afterAll(() => clerk.close());

const actor = { sub: 'user_support', role: 'support' };
const newToken = (seconds = 600) =>
  backend.actorTokens.create({
    userId,
    actor,
    expiresInSeconds: seconds,
    sessionMaxDurationInSeconds: 60,
  });
const signInWith = (ticket: string | null | undefined) =>
  createFapiTestClient(clerk).send('POST', '/v1/client/sign_ins', {
    form: { strategy: 'ticket', ticket: ticket ?? '' },
  });

it('signs its actor in as the user, for as long as the token says, and says so everywhere', async () => {
  const created = await newToken();
  expect(created).toMatchObject({ status: 'pending', userId, actor });
  const { json } = await signInWith(created.token);
  const [session] = json.client.sessions;
  expect(session).toMatchObject({ actor, user: { id: userId } });
  expect(session.expire_at - session.created_at).toBe(60_000);
  const { act } = await verifyToken(session.last_active_token.jwt, { jwtKey: clerk.jwtKey });
  expect(act).toEqual(actor);
  expect((await backend.sessions.getSession(session.id)).actor).toEqual(actor);
  expect((await backend.users.getUser(userId)).lastSignInAt).toBeNull();
});

it('signs nobody in twice, nor when it is revoked, late, or its user is gone', async () => {
  const codeOf = async (ticket: string | null | undefined) =>
    (await signInWith(ticket)).json.errors[0].code;
  const used = await newToken();
  await signInWith(used.token);
  expect(await codeOf(used.token)).toBe('actor_token_already_used_code');
  const revoked = await newToken();
  expect((await backend.actorTokens.revoke(revoked.id)).status).toBe('revoked');
  expect(await codeOf(revoked.token)).toBe('actor_token_revoked_code');
  await expect(backend.actorTokens.revoke(revoked.id)).rejects.toMatchObject({
    errors: [{ code: 'actor_token_cannot_be_revoked_code' }],
  });
  const late = await newToken(1);
  clerk.control.advanceClock(1000);
  expect(await codeOf(late.token)).toBe('ticket_expired_code');

  const bob = { emailAddress: ['bob@example.com'], password: 'quiet-otter-lantern-42' };
  const { id } = await backend.users.createUser(bob);
  const orphan = await backend.actorTokens.create({ userId: id, actor, expiresInSeconds: 600 });
  await backend.users.deleteUser(id);
  expect(await codeOf(orphan.token)).toBe('actor_token_subject_not_found');
});

it('is for a user that is there, and by an actor that is named', async () => {
  await expect(
    backend.actorTokens.create({ userId: 'user_nobody', actor, expiresInSeconds: 60 }),
  ).rejects.toMatchObject({ status: 422 });
  await expect(
    backend.actorTokens.create({ userId, actor: {} as typeof actor, expiresInSeconds: 60 }),
  ).rejects.toMatchObject({ status: 422 });
  await expect(backend.actorTokens.revoke('act_nothing')).rejects.toMatchObject({ status: 404 });
});
