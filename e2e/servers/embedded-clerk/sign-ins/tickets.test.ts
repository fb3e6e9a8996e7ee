import { afterAll, beforeAll, expect, it } from 'vitest';
import { createBackendClient } from '../../../support/clerk/backend-client';
import { addNewUser } from '../../../support/clerk/new-user';
import { createFapiTestClient } from '../fapi-test-client';
import { type EmbeddedClerk, startEmbeddedClerk } from '../start';

let clerk: EmbeddedClerk;
let userId: string;
beforeAll(async () => {
  clerk = await startEmbeddedClerk();
  ({ id: userId } = await addNewUser(clerk));
});
afterAll(() => clerk.close());

/** A sign-in token as the instance's backend asks for it. */
const newToken = (expiresInSeconds = 600) =>
  createBackendClient(clerk).signInTokens.createSignInToken({ userId, expiresInSeconds });
const signInWith = (ticket: string) =>
  createFapiTestClient(clerk).send('POST', '/v1/client/sign_ins', {
    form: { strategy: 'ticket', ticket },
  });

it('signs its user in, once', async () => {
  const { token } = await newToken();
  const { json } = await signInWith(token);
  expect(json.response).toMatchObject({
    status: 'complete',
    first_factor_verification: { object: 'verification_ticket', status: 'verified' },
  });
  expect(json.client.sessions[0].user.id).toBe(userId);
  expect((await signInWith(token)).json.errors[0].code).toBe('sign_in_token_already_used_code');
});

it('signs nobody in when it is forged, revoked or expired', async () => {
  expect((await signInWith('forged')).json.errors[0].code).toBe('ticket_invalid_code');
  const revoked = await newToken();
  await createBackendClient(clerk).signInTokens.revokeSignInToken(revoked.id);
  expect((await signInWith(revoked.token)).json.errors[0].code).toBe('sign_in_token_revoked_code');
  const expired = await newToken(1);
  clerk.control.advanceClock(1000);
  expect((await signInWith(expired.token)).json.errors[0].code).toBe('ticket_expired_code');
  expect((await signInWith('')).status).toBe(422);
});
