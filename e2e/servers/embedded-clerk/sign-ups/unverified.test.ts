import { expect, it } from 'vitest';
import { send, startWithBackend } from '../../../support/clerk/start-with-backend';
import { createFapiTestClient } from '../fapi-test-client';

// An instance whose setting "Verify at sign-up" is off.

const email = 'ada+clerk_test@example.com';
const password = 'quiet-otter-lantern-42';

async function signUp() {
  const started = await startWithBackend({ switches: { verifyAtSignUp: false } });
  const { json } = await started.browser.send('POST', '/v1/client/sign_ups', {
    form: { email_address: email, password },
  });
  return { ...started, signUp: json.response, user: json.client.sessions[0].user };
}

it('completes a sign-up whose address nobody has proved, and keeps the address for them', async () => {
  const { browser, clerk, signUp: done, user } = await signUp();
  expect(done).toMatchObject({ status: 'complete', unverified_fields: [] });
  expect(user.email_addresses).toMatchObject([
    { email_address: email, reserved: true, verification: null },
  ]);
  const { user_settings } = (await browser.send('GET', '/v1/environment')).json;
  expect(user_settings.attributes.email_address.verify_at_sign_up).toBe(false);

  const other = createFapiTestClient(clerk);
  const taken = await other.send('POST', '/v1/client/sign_ups', {
    form: { email_address: email, password },
  });
  expect(taken.json.errors[0].code).toBe('form_identifier_exists');
  await expect(other.signIn(email, password)).resolves.toMatch(/^sess_/);
});

it('takes a code to sign in with for a proof', async () => {
  const { backend, clerk, user } = await signUp();
  const other = createFapiTestClient(clerk);
  const { json } = await other.send('POST', '/v1/client/sign_ins', {
    form: { identifier: email, strategy: 'email_code' },
  });
  await other.send('POST', `/v1/client/sign_ins/${json.response.id}/attempt_first_factor`, {
    form: { strategy: 'email_code', code: '424242' },
  });
  const [address] = (await backend.users.getUser(user.id)).emailAddresses;
  expect(address?.verification?.status).toBe('verified');
});

it('has them prove it later', async () => {
  const { browser, user } = await signUp();
  const path = `/v1/me/email_addresses/${user.email_addresses[0].id}`;
  await browser.send('POST', `${path}/prepare_verification`, { form: { strategy: 'email_code' } });
  const { json } = await browser.send('POST', `${path}/attempt_verification`, {
    form: { code: '424242' },
  });
  expect(json.response).toMatchObject({ reserved: false, verification: { status: 'verified' } });
});

it('still asks for a proof where an address is added', async () => {
  const { browser } = await signUp();
  const { json } = await browser.send('POST', '/v1/me/email_addresses', {
    form: { email_address: 'countess@example.com' },
  });
  expect(json.response).toMatchObject({ reserved: false, verification: null });
});

it('is no matter of users whom the backend makes', async () => {
  const { clerk } = await startWithBackend({ switches: { verifyAtSignUp: false } });
  const { json } = await send(clerk, 'POST', '/users', { email_address: [email], password });
  expect(json.email_addresses).toMatchObject([{ verification: { status: 'verified' } }]);
});
