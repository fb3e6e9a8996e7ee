import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { addNewUser, password } from '../../../support/clerk/new-user';
import { createFapiTestClient, type FapiTestClient } from '../fapi-test-client';
import { type EmbeddedClerk, startEmbeddedClerk } from '../start';

let clerk: EmbeddedClerk;
let email: string;

beforeAll(async () => {
  clerk = await startEmbeddedClerk({ deviceTrust: true });
});
afterAll(() => clerk.close());
beforeEach(async () => {
  ({ email } = await addNewUser(clerk));
});

const withPassword = async (browser: FapiTestClient) =>
  (
    await browser.send('POST', '/v1/client/sign_ins', {
      form: { identifier: email, strategy: 'password', password },
    })
  ).json.response;

it('asks for a code on a new device, and after that for the password alone', async () => {
  const browser = createFapiTestClient(clerk);
  const signIn = await withPassword(browser);
  expect(signIn).toMatchObject({
    status: 'needs_client_trust',
    created_session_id: null,
    supported_second_factors: [{ strategy: 'email_code', safe_identifier: email, primary: true }],
  });
  const path = `/v1/client/sign_ins/${signIn.id}`;
  const prepare = (strategy: string) =>
    browser.send('POST', `${path}/prepare_second_factor`, { form: { strategy } });
  const attempt = (strategy: string, code: string) =>
    browser.send('POST', `${path}/attempt_second_factor`, { form: { strategy, code } });

  expect((await attempt('email_code', '424242')).json.errors[0].code).toBe('verification_missing');
  expect((await prepare('phone_code')).status).toBe(422);
  expect((await attempt('totp', '424242')).status).toBe(422);
  await prepare('email_code');
  expect((await attempt('email_code', '000000')).json.errors[0].code).toBe('form_code_incorrect');
  const { json } = await attempt('email_code', '424242');
  expect(json.response).toMatchObject({
    status: 'complete',
    second_factor_verification: { object: 'verification_otp', strategy: 'email_code' },
  });
  expect(json.client.sessions[0].factor_verification_age).toEqual([0, 0]);

  await browser.send('DELETE', '/v1/client/sessions');
  expect((await withPassword(browser)).status).toBe('complete');
  expect((await withPassword(createFapiTestClient(clerk))).status).toBe('needs_client_trust');
});

it('asks nothing more of whoever signs in by a code', async () => {
  const browser = createFapiTestClient(clerk);
  const { json } = await browser.send('POST', '/v1/client/sign_ins', {
    form: { identifier: email, strategy: 'email_code' },
  });
  const done = await browser.send(
    'POST',
    `/v1/client/sign_ins/${json.response.id}/attempt_first_factor`,
    { form: { strategy: 'email_code', code: '424242' } },
  );
  expect(done.json.response.status).toBe('complete');
});
