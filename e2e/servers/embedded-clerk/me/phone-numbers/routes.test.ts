import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createBackendClient } from '../../../../support/clerk/backend-client';
import { addUser } from '../../../../support/clerk/people';
import { createFapiTestClient } from '../../fapi-test-client';
import { type EmbeddedClerk, startEmbeddedClerk } from '../../start';

// An instance with everything that users can be identified by.
let clerk: EmbeddedClerk;
beforeAll(async () => {
  clerk = await startEmbeddedClerk({ attributes: { phoneNumber: 'on', username: 'required' } });
});
afterAll(() => clerk.close());

const password = 'correct horse';
const details = {
  email_address: 'grace+clerk_test@example.com',
  phone_number: '+12025550142',
  username: 'Grace_H',
  password,
};

describe('phone numbers and usernames', () => {
  it('are asked for at sign-up, and sign their owner in', async () => {
    const browser = createFapiTestClient(clerk);
    const { json } = await browser.send('POST', '/v1/client/sign_ups', {
      form: { ...details, strategy: 'phone_code' },
    });
    expect(json.response).toMatchObject({
      required_fields: ['email_address', 'password', 'username'],
      optional_fields: ['first_name', 'last_name', 'phone_number'],
      unverified_fields: ['email_address', 'phone_number'],
      verifications: { phone_number: { status: 'unverified', channel: 'sms' } },
    });
    const path = `/v1/client/sign_ups/${json.response.id}`;
    const verify = (strategy: string) =>
      browser.send('POST', `${path}/attempt_verification`, { form: { strategy, code: '424242' } });
    expect((await verify('phone_code')).json.response.unverified_fields).toEqual(['email_address']);
    await browser.send('POST', `${path}/prepare_verification`, {
      form: { strategy: 'email_code' },
    });
    expect((await verify('email_code')).json.response.status).toBe('complete');

    for (const identifier of [details.phone_number, 'grace_h', details.email_address]) {
      await expect(createFapiTestClient(clerk).signIn(identifier, password)).resolves.toMatch(
        /^sess_/,
      );
    }
  });

  it('prove who one is by a code to the phone', async () => {
    const { id: userId } = await createBackendClient(clerk).users.createUser({
      emailAddress: ['alan@example.com'],
      phoneNumber: ['+13105550199'],
      username: 'alan_t',
      password,
    });
    const browser = createFapiTestClient(clerk);
    const begun = await browser.send('POST', '/v1/client/sign_ins', {
      form: { identifier: '+13105550199', strategy: 'phone_code' },
    });
    const { id, supported_first_factors: factors } = begun.json.response;
    expect(factors.map((row: { strategy: string }) => row.strategy)).toContain('phone_code');
    const { json } = await browser.send('POST', `/v1/client/sign_ins/${id}/attempt_first_factor`, {
      form: { strategy: 'phone_code', code: '424242' },
    });
    expect(json.response.status).toBe('complete');
    expect(json.client.sessions[0].user.id).toBe(userId);
  });

  it('get their codes by SMS where the SDK says so, and by no other channel', async () => {
    await createBackendClient(clerk).users.createUser({
      emailAddress: ['barbara@example.com'],
      phoneNumber: ['+14155550103'],
      username: 'barbara_l',
      password,
    });
    const browser = createFapiTestClient(clerk);
    const { json } = await browser.send('POST', '/v1/client/sign_ins', {
      form: { identifier: 'barbara_l' },
    });
    const prepare = (form: Record<string, string>) =>
      browser.send('POST', `/v1/client/sign_ins/${json.response.id}/prepare_first_factor`, {
        form,
      });
    const strategy = 'phone_code';
    expect((await prepare({ strategy, channel: 'sms' })).status).toBe(200);
    expect((await prepare({ strategy, channel: 'whatsapp' })).status).toBe(422);
    expect((await prepare({ strategy: 'email_code', channel: 'sms' })).status).toBe(422);
  });

  it('are changed in the profile', async () => {
    const email = 'edsger+clerk_test@example.com';
    await addUser(clerk, { email, username: 'edsger_d', password });
    const browser = createFapiTestClient(clerk);
    await browser.signIn(email, password);
    const added = await browser.send('POST', '/v1/me/phone_numbers', {
      form: { phone_number: '+1 (312) 555-0100' },
    });
    const { id } = added.json.response;
    const path = `/v1/me/phone_numbers/${id}`;
    await browser.send('POST', `${path}/prepare_verification`, {
      form: { strategy: 'phone_code' },
    });
    const { json } = await browser.send('POST', `${path}/attempt_verification`, {
      form: { code: '424242' },
    });
    expect(json.response).toMatchObject({
      phone_number: '+13125550100',
      verification: { status: 'verified' },
    });
    expect(json.client.sessions[0].user.primary_phone_number_id).toBe(id);
    const renamed = await browser.send('PATCH', '/v1/me', { form: { username: 'dijkstra' } });
    expect(renamed.json.response.username).toBe('dijkstra');
    expect((await browser.send('DELETE', path)).json.response).toEqual({
      id,
      object: 'phone_number',
      deleted: true,
    });
  });

  it.each([
    [{ phone_number: '555' }, 'form_param_format_invalid'],
    [{ username: 'abc' }, 'form_username_invalid_length'],
    [{ username: 'with space' }, 'form_username_invalid_character'],
    [{ username: '12345' }, 'form_username_needs_non_number_char'],
    [{ username: '+12025550142' }, 'form_username_cannot_be_phone_number'],
  ])('are refused as %j', async (form, code) => {
    const { json } = await createFapiTestClient(clerk).send('POST', '/v1/client/sign_ups', {
      form,
    });
    expect(json.errors[0].code).toBe(code);
  });

  it('are unknown parameters where they are switched off', async () => {
    const plain = await startEmbeddedClerk();
    const { status, json } = await createFapiTestClient(plain).send('POST', '/v1/client/sign_ups', {
      form: details,
    });
    await plain.close();
    expect(status).toBe(422);
    expect(json.errors).toMatchObject([
      { code: 'form_param_unknown', meta: { param_name: 'phone_number' } },
      { code: 'form_param_unknown', meta: { param_name: 'username' } },
    ]);
  });
});
