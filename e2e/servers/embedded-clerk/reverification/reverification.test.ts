import { Secret, TOTP } from 'otpauth';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { password, signInNewUser } from '../../../support/clerk/new-user';
import { createFapiTestClient, type FapiTestClient } from '../fapi-test-client';
import { createTestAuthenticator } from '../passkeys/test-authenticator';
import { type EmbeddedClerk, startEmbeddedClerk } from '../start';

let clerk: EmbeddedClerk;
let client: FapiTestClient;
let sessionId: string;
let added = 0;
let moved = 0;

beforeAll(async () => {
  clerk = await startEmbeddedClerk({
    attributes: { authenticatorApp: 'on', passkey: 'on' },
    reverification: true,
  });
});
afterAll(() => clerk.close());
beforeEach(async () => {
  ({ client, sessionId } = await signInNewUser(clerk));
});

const wait = (minutes: number) => {
  moved += minutes * 60_000;
  clerk.control.advanceClock(minutes * 60_000);
};
const verify = (action: string, form: Record<string, string>) =>
  client.send('POST', `/v1/client/sessions/${sessionId}/verify${action}`, { form });
const addAddress = () => {
  added += 1;
  return client.send('POST', '/v1/me/email_addresses', {
    form: { email_address: `other${added}@example.com` },
  });
};
const code = async (response: ReturnType<FapiTestClient['send']>) =>
  (await response).json.errors?.[0].code;
const REQUIRED = 'session_reverification_required';

it('asks for the password again after ten minutes, and then not for as long', async () => {
  wait(9);
  expect(await code(addAddress())).toBeUndefined();
  wait(1);
  expect(await code(addAddress())).toBe(REQUIRED);
  const started = await verify('', { level: 'second_factor' });
  expect(started.json.response).toMatchObject({
    object: 'session_reverification',
    // There is no second factor to ask for.
    level: 'first_factor',
    status: 'needs_first_factor',
    supported_first_factors: [{ strategy: 'password' }, { strategy: 'email_code' }],
    session: { id: sessionId, factor_verification_age: [10, -1] },
  });
  const wrong = verify('/attempt_first_factor', { strategy: 'password', password: 'wrong' });
  expect(await code(wrong)).toBe('form_password_incorrect');
  expect(await code(addAddress())).toBe(REQUIRED);
  const { json } = await verify('/attempt_first_factor', { strategy: 'password', password });
  expect(json.response).toMatchObject({
    status: 'complete',
    session: { factor_verification_age: [0, -1] },
  });
  expect(await code(addAddress())).toBeUndefined();
});

it.each([
  ['DELETE', '/v1/me', undefined],
  ['PATCH', '/v1/me', { primary_email_address_id: 'idn_any' }],
  ['POST', '/v1/me/change_password', { new_password: 'another horse' }],
  ['POST', '/v1/me/passkeys', undefined],
  ['DELETE', '/v1/me/passkeys/idn_any', undefined],
  ['POST', '/v1/me/totp', undefined],
  ['POST', '/v1/me/backup_codes/', undefined],
  ['POST', '/v1/me/sessions/sess_any/revoke', undefined],
])('guards %s %s', async (method, path, form) => {
  wait(10);
  expect(await code(client.send(method, path, form ? { form } : {}))).toBe(REQUIRED);
});

it('leaves what is not sensitive alone', async () => {
  wait(10);
  expect((await client.send('PATCH', '/v1/me', { form: { first_name: 'Ada' } })).status).toBe(200);
  expect((await client.send('GET', '/v1/me')).status).toBe(200);
});

it('takes a code by email, in its turn', async () => {
  const attempt = (value: string) =>
    verify('/attempt_first_factor', { strategy: 'email_code', code: value });
  expect(await code(attempt('424242'))).toBe('session_reverification_missing');
  await verify('', { level: 'first_factor' });
  expect(await code(attempt('424242'))).toBe('verification_missing');
  await verify('/prepare_first_factor', { strategy: 'email_code' });
  expect(await code(verify('/attempt_second_factor', { strategy: 'totp', code: '1' }))).toBe(
    'invalid_action_for_session_reverification',
  );
  expect((await attempt('424242')).json.response.status).toBe('complete');
  expect(await code(attempt('424242'))).toBe('invalid_action_for_session_reverification');
});

it('takes a passkey', async () => {
  const device = createTestAuthenticator();
  const { id, verification } = (await client.send('POST', '/v1/me/passkeys')).json.response;
  await client.send('POST', `/v1/me/passkeys/${id}/attempt_verification`, {
    form: { public_key_credential: device.create(verification.nonce) },
  });
  await verify('', { level: 'first_factor' });
  const { json } = await verify('/prepare_first_factor', { strategy: 'passkey' });
  const { nonce } = json.response.first_factor_verification;
  const done = await verify('/attempt_first_factor', {
    strategy: 'passkey',
    public_key_credential: device.get(nonce),
  });
  expect(done.json.response.status).toBe('complete');
});

it('asks for the second factor of whoever has one, alone or after the first', async () => {
  const { secret } = (await client.send('POST', '/v1/me/totp')).json.response;
  const totp = new TOTP({ secret: Secret.fromBase32(secret) });
  const shown = () => totp.generate({ timestamp: Date.now() + moved });
  await client.send('POST', '/v1/me/totp/attempt_verification', { form: { code: shown() } });
  wait(10);
  const alone = await verify('', { level: 'second_factor' });
  expect(alone.json.response).toMatchObject({
    status: 'needs_second_factor',
    supported_second_factors: [{ strategy: 'totp' }, { strategy: 'backup_code' }],
  });
  const second = () => verify('/attempt_second_factor', { strategy: 'totp', code: shown() });
  expect((await second()).json.response.session.factor_verification_age).toEqual([10, 0]);
  expect(await code(addAddress())).toBeUndefined();

  wait(10);
  // A first factor is no proof any more for a session that has seen the second.
  await verify('', { level: 'first_factor' });
  await verify('/attempt_first_factor', { strategy: 'password', password });
  expect(await code(addAddress())).toBe(REQUIRED);
  await verify('', { level: 'multi_factor' });
  const { json } = await verify('/attempt_first_factor', { strategy: 'password', password });
  expect(json.response.status).toBe('needs_second_factor');
  expect((await second()).json.response.status).toBe('complete');
  expect(await code(addAddress())).toBeUndefined();
});

it('is nobody else’s to prove', async () => {
  const other = createFapiTestClient(clerk);
  const { status } = await other.send('POST', `/v1/client/sessions/${sessionId}/verify`, {
    form: { level: 'first_factor' },
  });
  expect(status).toBe(401);
});
