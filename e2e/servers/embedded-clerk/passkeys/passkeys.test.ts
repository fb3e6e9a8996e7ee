import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { addNewUser, password, signInNewUser } from '../../../support/clerk/new-user';
import { createFapiTestClient, type FapiTestClient } from '../fapi-test-client';
import { type EmbeddedClerk, startEmbeddedClerk } from '../start';
import { createTestAuthenticator } from './test-authenticator';

let clerk: EmbeddedClerk;
let client: FapiTestClient;
let email: string;

beforeAll(async () => {
  clerk = await startEmbeddedClerk({ attributes: { passkey: 'on', authenticatorApp: 'on' } });
});
afterAll(() => clerk.close());
beforeEach(async () => {
  ({ email, client } = await signInNewUser(clerk));
});

type Device = ReturnType<typeof createTestAuthenticator>;

const begin = async () => (await client.send('POST', '/v1/me/passkeys')).json.response;
const register = (id: string, credential: string) =>
  client.send('POST', `/v1/me/passkeys/${id}/attempt_verification`, {
    form: { strategy: 'passkey', public_key_credential: credential },
  });

/** Registers a passkey of the user's on a new device. */
async function newPasskey() {
  const device = createTestAuthenticator();
  const { id, verification } = await begin();
  const { json } = await register(id, device.create(verification.nonce));
  return { device, passkey: json.response };
}

/** A new browser that is asked for a passkey, of whoever it says it is. */
async function askedForPasskey(identifier?: string) {
  const browser = createFapiTestClient(clerk);
  const form = { ...(identifier ? { identifier } : { strategy: 'passkey' }) };
  const path = '/v1/client/sign_ins';
  let signIn = (await browser.send('POST', path, { form })).json.response;
  const to = (action: string, body: Record<string, string>) =>
    browser.send('POST', `${path}/${signIn.id}/${action}`, {
      form: { strategy: 'passkey', ...body },
    });
  if (identifier) signIn = (await to('prepare_first_factor', {})).json.response;
  const nonce: string = signIn.first_factor_verification.nonce;
  const attempt = (credential: string) =>
    to('attempt_first_factor', { public_key_credential: credential });
  return { signIn, nonce, attempt };
}

/** The code of the refusal that `device` meets, deviating as told. */
async function refusal(
  device: Device,
  ...deviation: Parameters<Device['get']> extends [string, ...infer R] ? R : never
) {
  const { nonce, attempt } = await askedForPasskey();
  const { json } = await attempt(device.get(nonce, ...deviation));
  return json.errors?.[0].code;
}

describe('a passkey', () => {
  it('is listed once a device has made it, without its key', async () => {
    const { id, verification } = await begin();
    expect(verification).toMatchObject({ object: 'verification_passkey', status: 'unverified' });
    expect(JSON.parse(verification.nonce)).toMatchObject({
      rp: { id: clerk.host },
      user: { name: email },
      authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
    });
    const passkeys = async () => (await client.send('GET', '/v1/me')).json.response.passkeys;
    expect(await passkeys()).toEqual([]);
    const device = createTestAuthenticator();
    const { json } = await register(id, device.create(verification.nonce));
    expect(json.response).toMatchObject({ id, verification: { status: 'verified' } });
    expect(await passkeys()).toEqual([json.response]);
    expect(JSON.stringify(json)).not.toContain(device.credentialId);
  });

  it('is renamed and taken away', async () => {
    const { device, passkey } = await newPasskey();
    const path = `/v1/me/passkeys/${passkey.id}`;
    const renamed = await client.send('PATCH', path, { form: { name: 'Work laptop' } });
    expect(renamed.json.response.name).toBe('Work laptop');
    expect((await client.send('DELETE', path)).json.response).toMatchObject({ deleted: true });
    expect((await client.send('GET', path)).status).toBe(404);
    expect(await refusal(device)).toBe('passkey_not_registered');
  });

  it.each([
    ['another page', { origin: 'https://evil.example' }],
    ['another relying party', { rpId: 'evil.example' }],
    ['another challenge', { challenge: 'AAAA' }],
    ['nobody present who was verified', { verified: false }],
  ])('is not made for %s', async (_, deviation) => {
    const { id, verification } = await begin();
    const credential = createTestAuthenticator().create(verification.nonce, deviation);
    expect((await register(id, credential)).json.errors[0].code).toBe(
      'passkey_registration_failure',
    );
    // The challenge is spent: the right answer comes too late.
    const right = createTestAuthenticator().create(verification.nonce);
    expect((await register(id, right)).json.errors[0].code).toBe('verification_failed');
  });

  it('is somebody else’s already, or none at all', async () => {
    const { device } = await newPasskey();
    const { id, verification } = await begin();
    expect(JSON.parse(verification.nonce).excludeCredentials).toHaveLength(1);
    expect((await register(id, device.create(verification.nonce))).status).toBe(400);
    const other = await begin();
    const { json } = await register(other.id, '{"id":"x"}');
    expect(json.errors[0]).toMatchObject({
      code: 'passkey_invalid_public_key_credential',
      meta: { param_name: 'public_key_credential' },
    });
  });

  it('is one of ten at most', async () => {
    for (let i = 0; i < 10; i += 1) await newPasskey();
    const { status, json } = await client.send('POST', '/v1/me/passkeys');
    expect([status, json.errors[0].code]).toEqual([403, 'passkey_quota_exceeded']);
  });
});

describe('sign-in with a passkey', () => {
  it('needs no name', async () => {
    const { device } = await newPasskey();
    const { signIn, nonce, attempt } = await askedForPasskey();
    expect(signIn).toMatchObject({ status: 'needs_identifier', identifier: null });
    expect(JSON.parse(nonce)).toMatchObject({ rpId: clerk.host, allowCredentials: [] });
    const { json } = await attempt(device.get(nonce));
    expect(json.response.status).toBe('complete');
    expect(json.client.sessions[0].public_user_data.identifier).toBe(email);
    expect(json.client.sessions[0].user.passkeys[0].last_used_at).toEqual(expect.any(Number));
  });

  it('asks for those of whoever gave theirs, and takes no other', async () => {
    const { device } = await newPasskey();
    const { email: other } = await addNewUser(clerk);
    const { nonce, attempt } = await askedForPasskey(email);
    expect(JSON.parse(nonce).allowCredentials).toMatchObject([{ id: device.credentialId }]);
    expect((await attempt(device.get(nonce))).json.response.status).toBe('complete');

    await client.signIn(other, password).catch(() => {});
    const theirs = createFapiTestClient(clerk);
    const begun = await theirs.send('POST', '/v1/client/sign_ins', { form: { identifier: other } });
    const { id, supported_first_factors: factors } = begun.json.response;
    expect(factors).not.toContainEqual({ strategy: 'passkey' });
    const { json } = await theirs.send('POST', `/v1/client/sign_ins/${id}/prepare_first_factor`, {
      form: { strategy: 'passkey' },
    });
    expect(json.errors[0].code).toBe('no_passkeys_found_for_user');
  });

  it.each([
    ['another page', { origin: 'chrome-extension://ponmlkjihgfedcbaponmlkjihgfedcba' }],
    ['another relying party', { rpId: 'evil.example' }],
    ['another challenge', { challenge: 'AAAA' }],
    ['nobody present who was verified', { verified: false }],
  ])('is refused for %s', async (_, deviation) => {
    const { device } = await newPasskey();
    expect(await refusal(device, deviation)).toBe('passkey_authentication_failure');
  });

  it('is refused to a device that nobody registered', async () => {
    expect(await refusal(createTestAuthenticator())).toBe('passkey_not_registered');
  });

  it('takes a device whose count of signatures stands still, as Clerk does', async () => {
    const { device } = await newPasskey();
    expect(await refusal(device, { count: 5 })).toBeUndefined();
    expect(await refusal(device, { count: 5 })).toBeUndefined();
  });

  it('takes an answer once, and for five minutes', async () => {
    const { device } = await newPasskey();
    const used = await askedForPasskey();
    const answer = device.get(used.nonce);
    expect((await used.attempt(answer)).status).toBe(200);
    expect((await used.attempt(answer)).json.errors[0].code).toBe('sign_in_already_complete');
    const replayed = await askedForPasskey();
    expect((await replayed.attempt(answer)).json.errors[0].code).toBe(
      'passkey_authentication_failure',
    );
    const late = await askedForPasskey();
    clerk.control.advanceClock(5 * 60_000);
    expect((await late.attempt(device.get(late.nonce))).json.errors[0].code).toBe(
      'verification_expired',
    );
  });

  it('is off where the instance has it off', async () => {
    const plain = await startEmbeddedClerk();
    const { client: browser } = await signInNewUser(plain);
    const asked = await createFapiTestClient(plain).send('POST', '/v1/client/sign_ins', {
      form: { strategy: 'passkey' },
    });
    const created = await browser.send('POST', '/v1/me/passkeys');
    await plain.close();
    expect(asked.json.errors[0].code).toBe('form_param_value_invalid');
    expect(created.json.errors[0].code).toBe('feature_not_enabled');
  });
});
