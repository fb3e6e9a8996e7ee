import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { addNewUser, password, signInNewUser } from '../../../../support/clerk/new-user';
import { createFapiTestClient, type FapiTestClient } from '../../fapi-test-client';
import { type EmbeddedClerk, startEmbeddedClerk } from '../../start';

let clerk: EmbeddedClerk;
let client: FapiTestClient;
let email: string;

beforeAll(async () => {
  clerk = await startEmbeddedClerk();
});
afterAll(() => clerk.close());
beforeEach(async () => {
  ({ email, client } = await signInNewUser(clerk));
});

const me = async () => (await client.send('GET', '/v1/me')).json.response;

describe('the profile', () => {
  it('keeps a changed name, in the client too', async () => {
    const form = { first_name: 'Ada', last_name: 'Lovelace' };
    const { json } = await client.send('PATCH', '/v1/me', { form });
    expect(json.response).toMatchObject(form);
    expect(json.client.sessions[0].user).toMatchObject(form);
    expect(await me()).toMatchObject(form);
  });

  it('merges metadata, and null deletes', async () => {
    const patch = (value: unknown) =>
      client.send('PATCH', '/v1/me/metadata', { form: { unsafe_metadata: JSON.stringify(value) } });
    await patch({ a: { b: 1, c: 2 }, d: 3 });
    await patch({ a: { b: null, e: 4 }, d: null });
    expect((await me()).unsafe_metadata).toEqual({ a: { c: 2, e: 4 } });
  });

  it('is gone with everything when the user deletes it', async () => {
    await client.send('DELETE', '/v1/me');
    expect((await client.send('GET', '/v1/me')).status).toBe(401);
    await expect(createFapiTestClient(clerk).signIn(email, password)).rejects.toThrow('422');
  });

  it('is for nobody else to read', async () => {
    const { status, json } = await createFapiTestClient(clerk).send('GET', '/v1/me');
    expect(status).toBe(401);
    expect(json.errors[0].code).toBe('signed_out');
  });
});

describe('the password', () => {
  const change = (form: Record<string, string>) =>
    client.send('POST', '/v1/me/change_password', { form });

  it('changes with the current one, and can end the other sessions', async () => {
    const other = createFapiTestClient(clerk);
    await other.signIn(email, password);
    const { status } = await change({
      current_password: password,
      new_password: 'a better one',
      sign_out_of_other_sessions: 'true',
    });
    expect(status).toBe(200);
    expect((await other.send('GET', '/v1/me')).status).toBe(401);
    expect((await client.send('GET', '/v1/me')).status).toBe(200);
    await expect(createFapiTestClient(clerk).signIn(email, 'a better one')).resolves.toBeTruthy();
  });

  it.each([
    [
      { current_password: 'wrong', new_password: 'a better one' },
      'form_password_validation_failed',
    ],
    [{ new_password: 'a better one' }, 'form_param_missing'],
    [{ current_password: password, new_password: 'short' }, 'form_password_length_too_short'],
  ])('does not change with %o', async (form, code) => {
    const { json } = await change(form);
    expect(json.errors[0].code).toBe(code);
    await expect(createFapiTestClient(clerk).signIn(email, password)).resolves.toBeTruthy();
  });
});

describe('email addresses', () => {
  const add = async (address: string) =>
    (await client.send('POST', '/v1/me/email_addresses', { form: { email_address: address } }))
      .json;
  const verify = async (id: string) => {
    const path = `/v1/me/email_addresses/${id}`;
    await client.send('POST', `${path}/prepare_verification`, { form: { strategy: 'email_code' } });
    return client.send('POST', `${path}/attempt_verification`, { form: { code: '424242' } });
  };

  it('are added, verified, made primary, and the old one removed', async () => {
    const [old] = (await me()).email_addresses;
    const second = 'second+clerk_test@example.com';
    const { response } = await add(second);
    expect(response.verification).toBeNull();
    const primary = { primary_email_address_id: response.id };
    expect((await client.send('PATCH', '/v1/me', { form: primary })).status).toBe(404);

    expect((await verify(response.id)).json.response.verification.status).toBe('verified');
    expect((await client.send('PATCH', '/v1/me', { form: primary })).status).toBe(200);
    expect((await client.send('DELETE', `/v1/me/email_addresses/${old.id}`)).status).toBe(200);
    expect((await me()).email_addresses).toHaveLength(1);
    await expect(createFapiTestClient(clerk).signIn(second, password)).resolves.toBeTruthy();
    await expect(createFapiTestClient(clerk).signIn(email, password)).rejects.toThrow('422');
  });

  it('cannot be removed while primary', async () => {
    const [only] = (await me()).email_addresses;
    expect((await client.send('DELETE', `/v1/me/email_addresses/${only.id}`)).status).toBe(400);
  });

  it("cannot be somebody else's", async () => {
    const taken = await addNewUser(clerk);
    expect((await add(taken.email)).errors[0].code).toBe('form_identifier_exists');
  });
});

describe('devices', () => {
  it('are listed bare, without tokens, and can be revoked', async () => {
    const other = createFapiTestClient(clerk);
    const otherSession = await other.signIn(email, password);
    const list = await client.send('GET', '/v1/me/sessions/active');
    expect(list.json).toHaveLength(2);
    expect(list.text).not.toContain('"jwt"');
    const { status } = await client.send('POST', `/v1/me/sessions/${otherSession}/revoke`);
    expect(status).toBe(200);
    expect((await other.send('GET', '/v1/me')).status).toBe(401);
  });
});
