import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createBackendClient } from '../../../support/clerk/backend-client';
import { addUser } from '../../../support/clerk/people';
import { createFapiTestClient, type FapiTestClient } from '../fapi-test-client';
import { type EmbeddedClerk, startEmbeddedClerk } from '../start';

let clerk: EmbeddedClerk;
let client: FapiTestClient;
let count = 0;
let details: { email_address: string; password: string };

beforeAll(async () => {
  clerk = await startEmbeddedClerk();
});
afterAll(() => clerk.close());
beforeEach(() => {
  count += 1;
  client = createFapiTestClient(clerk);
  details = { email_address: `new${count}+clerk_test@example.com`, password: 'correct horse' };
});

const create = (form: Record<string, string>) =>
  client.send('POST', '/v1/client/sign_ups', { form });
const verify = async (id: string, code: string) => {
  const path = `/v1/client/sign_ups/${id}`;
  await client.send('POST', `${path}/prepare_verification`, { form: { strategy: 'email_code' } });
  return client.send('POST', `${path}/attempt_verification`, {
    form: { strategy: 'email_code', code },
  });
};

describe('sign-up', () => {
  it('makes a user with a session once the address is verified', async () => {
    const form = { ...details, first_name: 'Grace', unsafe_metadata: '{"from":"test"}' };
    const { json } = await create(form);
    expect(json.response).toMatchObject({
      status: 'missing_requirements',
      missing_fields: [],
      unverified_fields: ['email_address'],
      verifications: { email_address: null },
    });
    const done = await verify(json.response.id, '424242');
    expect(done.json.response).toMatchObject({ status: 'complete', unverified_fields: [] });
    const [session] = done.json.client.sessions;
    expect(session).toMatchObject({
      id: done.json.response.created_session_id,
      user: { first_name: 'Grace', unsafe_metadata: { from: 'test' } },
    });
    const other = createFapiTestClient(clerk);
    await expect(other.signIn(details.email_address, details.password)).resolves.toMatch(/^sess_/);
  });

  it('collects what is missing over several requests', async () => {
    const { json } = await create({ email_address: details.email_address });
    expect(json.response.missing_fields).toEqual(['password']);
    const verified = await verify(json.response.id, '424242');
    expect(verified.json.response.status).toBe('missing_requirements');
    const done = await client.send('PATCH', `/v1/client/sign_ups/${json.response.id}`, {
      form: { password: details.password },
    });
    expect(done.json.response.status).toBe('complete');
  });

  it('asks for another verification when the address changes', async () => {
    const { json } = await create({ email_address: details.email_address });
    await verify(json.response.id, '424242');
    const changed = await client.send('PATCH', `/v1/client/sign_ups/${json.response.id}`, {
      form: { email_address: `other${count}@example.com`, password: details.password },
    });
    expect(changed.json.response).toMatchObject({
      status: 'missing_requirements',
      unverified_fields: ['email_address'],
    });
  });

  it.each([
    [{ email_address: 'taken@example.com' }, 'form_identifier_exists'],
    [{ email_address: 'no address' }, 'form_param_format_invalid'],
    [{ password: 'short' }, 'form_password_length_too_short'],
    [{ unsafe_metadata: 'not json' }, 'form_param_value_invalid'],
  ])('refuses %o with %s', async (form, code) => {
    await addUser(clerk, { email: 'taken@example.com', password: 'correct horse' }).catch(() => {});
    const { status, json } = await create(form);
    expect(status).toBe(422);
    expect(json.errors[0].code).toBe(code);
  });

  it('makes nobody when the code is wrong', async () => {
    const { json } = await create(details);
    const wrong = await verify(json.response.id, '000000');
    expect(wrong.json.errors[0].code).toBe('form_code_incorrect');
    await expect(
      createFapiTestClient(clerk).signIn(details.email_address, details.password),
    ).rejects.toThrow('422');
  });
});

describe('bot protection', () => {
  beforeEach(() => clerk.control.setSwitches({ botProtection: true }));
  afterEach(() => clerk.control.setSwitches({ botProtection: false }));

  it('is told of in the environment', async () => {
    const { json } = await client.send('GET', '/v1/environment');
    expect(json.user_settings.sign_up.captcha_enabled).toBe(true);
    expect(json.display_config.captcha_public_key).toEqual(expect.any(String));
  });

  it.each([
    [{}, 'captcha_missing_token'],
    [{ captcha_token: 'solved' }, 'captcha_invalid'],
  ])('refuses a sign-up with %j', async (captcha, code) => {
    expect(await create({ ...details, ...captcha })).toMatchObject({
      status: 400,
      json: { errors: [{ code }] },
    });
  });

  it('lets a test past that has a token of the Backend API, and no other', async () => {
    const { token } = await createBackendClient(clerk).testingTokens.createTestingToken();
    const send = (testingToken: string) =>
      client.send('POST', '/v1/client/sign_ups', {
        form: details,
        query: { __clerk_testing_token: testingToken },
      });
    expect((await send('forged')).status).toBe(400);
    expect((await send(token)).status).toBe(200);
  });

  it('wants no captcha where it is off', async () => {
    clerk.control.setSwitches({ botProtection: false });
    expect(await create({ ...details, captcha_token: 'solved' })).toMatchObject({
      status: 400,
      json: { errors: [{ code: 'captcha_not_enabled' }] },
    });
  });
});
