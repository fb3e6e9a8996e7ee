import { afterAll, beforeAll, beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { addNewUser, password } from '../../../support/clerk/new-user';
import { activeSessions, addUser } from '../../../support/clerk/people';
import { createFapiTestClient, type FapiTestClient } from '../fapi-test-client';
import type { SentCode } from '../instance';
import { maxFailedAttempts } from '../me/user/account';
import { type EmbeddedClerk, startEmbeddedClerk } from '../start';

const sent: SentCode[] = [];
let clerk: EmbeddedClerk;
let client: FapiTestClient;
let email: string;

beforeAll(async () => {
  clerk = await startEmbeddedClerk({ onCode: (code) => sent.push(code) });
});
afterAll(() => clerk.close());
beforeEach(async () => {
  ({ email } = await addNewUser(clerk));
  client = createFapiTestClient(clerk);
});

const begin = async (identifier = email) => {
  const { json } = await client.send('POST', '/v1/client/sign_ins', { form: { identifier } });
  return json.response;
};
const attempt = (id: string, form: Record<string, string>) =>
  client.send('POST', `/v1/client/sign_ins/${id}/attempt_first_factor`, { form });
const prepare = (id: string, strategy: string, email_address_id: string) =>
  client.send('POST', `/v1/client/sign_ins/${id}/prepare_first_factor`, {
    form: { strategy, email_address_id },
  });

describe('sign-in by password', () => {
  it('starts a session and hands back the client that holds it', async () => {
    const signIn = await begin();
    expect(signIn.status).toBe('needs_first_factor');
    const { status, json } = await attempt(signIn.id, { strategy: 'password', password });
    expect(status).toBe(200);
    expect(json.response).toMatchObject({ status: 'complete', identifier: email });
    expect(json.client.last_active_session_id).toBe(json.response.created_session_id);
    expect(json.client.sessions).toHaveLength(1);
    expect(json.client.sessions[0].last_active_token.jwt).toMatch(/^ey/);
    expect(await activeSessions(clerk)).toContainEqual(
      expect.objectContaining({ id: json.response.created_session_id }),
    );
  });

  it('does not mind the case of the address', async () => {
    await expect(client.signIn(email.toUpperCase(), password)).resolves.toMatch(/^sess_/);
  });

  it('refuses a wrong password beside its field', async () => {
    const { status, json } = await attempt((await begin()).id, {
      strategy: 'password',
      password: 'wrong',
    });
    expect(status).toBe(422);
    expect(json.errors[0]).toMatchObject({
      code: 'form_password_incorrect',
      meta: { param_name: 'password' },
    });
    expect(json.clerk_trace_id).toEqual(expect.any(String));
  });

  it('does not know everybody', async () => {
    const { status, json } = await client.send('POST', '/v1/client/sign_ins', {
      form: { identifier: 'nobody@example.com' },
    });
    expect(status).toBe(422);
    expect(json.errors[0].code).toBe('form_identifier_not_found');
  });

  it('locks the account after too many wrong passwords, for an hour', async () => {
    const { id } = await begin();
    const tryPassword = (value: string) => attempt(id, { strategy: 'password', password: value });
    for (let i = 1; i < maxFailedAttempts; i += 1) {
      expect((await tryPassword('wrong')).status).toBe(422);
    }
    expect((await tryPassword('wrong')).json.errors[0].code).toBe('user_locked');
    expect((await tryPassword(password)).json.errors[0].code).toBe('user_locked');
    clerk.control.advanceClock(60 * 60 * 1000);
    expect((await tryPassword(password)).status).toBe(200);
  });

  it('refuses a second session on a single-session instance', async () => {
    await client.signIn(email, password);
    const { status, json } = await client.send('POST', '/v1/client/sign_ins', {
      form: { identifier: email },
    });
    expect(status).toBe(400);
    expect(json.errors[0].code).toBe('session_exists');
  });

  it('names the field that is missing', async () => {
    const { status, json } = await attempt((await begin()).id, { strategy: 'password' });
    expect(status).toBe(422);
    expect(json.errors[0]).toMatchObject({
      code: 'form_param_missing',
      meta: { param_name: 'password' },
    });
  });
});

describe('sign-in by email code', () => {
  it('takes 424242 for a test address', async () => {
    const signIn = await begin();
    const factor = signIn.supported_first_factors.find(
      (row: { strategy: string }) => row.strategy === 'email_code',
    );
    const prepared = await prepare(signIn.id, 'email_code', factor.email_address_id);
    expect(prepared.json.response.first_factor_verification.status).toBe('unverified');
    expect(prepared.text).not.toContain('424242');
    const { json } = await attempt(signIn.id, { strategy: 'email_code', code: '424242' });
    expect(json.response.status).toBe('complete');
  });

  it('hands any other code to onCode', async () => {
    const real = 'real@example.com';
    await addUser(clerk, { email: real, password });
    const signIn = await begin(real);
    await prepare(signIn.id, 'email_code', '');
    const code = sent.findLast((row) => row.to === real)?.code ?? '';
    expect(code).toMatch(/^\d{6}$/);
    const { json } = await attempt(signIn.id, { strategy: 'email_code', code });
    expect(json.response.status).toBe('complete');
  });

  it('refuses a wrong code three times, then the right one too', async () => {
    const { id } = await begin();
    await prepare(id, 'email_code', '');
    const codes = ['000000', '000001', '000002', '424242'];
    const answers = [];
    for (const code of codes) {
      answers.push((await attempt(id, { strategy: 'email_code', code })).json.errors[0].code);
    }
    expect(answers).toEqual([
      'form_code_incorrect',
      'form_code_incorrect',
      'verification_failed',
      'verification_failed',
    ]);
  });

  it('refuses a code after ten minutes', async () => {
    const { id } = await begin();
    await prepare(id, 'email_code', '');
    clerk.control.advanceClock(10 * 60 * 1000);
    const { json } = await attempt(id, { strategy: 'email_code', code: '424242' });
    expect(json.errors[0].code).toBe('verification_expired');
  });

  it('refuses a code nobody asked for', async () => {
    const { json } = await attempt((await begin()).id, { strategy: 'email_code', code: '424242' });
    expect(json.errors[0].code).toBe('verification_missing');
  });
});

describe('password reset', () => {
  const reset = (id: string, form: Record<string, string>) =>
    client.send('POST', `/v1/client/sign_ins/${id}/reset_password`, { form });

  it('sets a new password after the code, and can end the other sessions', async () => {
    const elsewhere = createFapiTestClient(clerk);
    await elsewhere.signIn(email, password);
    const { id } = await begin();
    await prepare(id, 'reset_password_email_code', '');
    const verified = await attempt(id, { strategy: 'reset_password_email_code', code: '424242' });
    expect(verified.json.response.status).toBe('needs_new_password');

    const form = { password: 'a better one', sign_out_of_other_sessions: 'true' };
    expect((await reset(id, form)).json.response.status).toBe('complete');
    expect((await elsewhere.send('GET', '/v1/client')).json.response.sessions).toEqual([]);
    const later = createFapiTestClient(clerk);
    await expect(later.signIn(email, password)).rejects.toThrow('422');
    await expect(later.signIn(email, 'a better one')).resolves.toMatch(/^sess_/);
  });

  it('is not to be had without the code', async () => {
    const answer = await reset((await begin()).id, { password: 'a better one' });
    expect(answer.status).toBe(400);
    await expect(createFapiTestClient(clerk).signIn(email, password)).resolves.toMatch(/^sess_/);
  });

  it('asks for a password long enough', async () => {
    const { id } = await begin();
    await prepare(id, 'reset_password_email_code', '');
    await attempt(id, { strategy: 'reset_password_email_code', code: '424242' });
    const { json } = await reset(id, { password: 'short' });
    expect(json.errors[0].code).toBe('form_password_length_too_short');
  });
});

describe('multi-session instances', () => {
  it('hold several users at once, but each only once', async () => {
    const multi = await startEmbeddedClerk({ singleSession: false });
    onTestFinished(() => multi.close());
    for (const name of ['ada', 'grace']) {
      await addUser(multi, { email: `${name}@example.com`, password });
    }
    const both = createFapiTestClient(multi);
    const first = await both.signIn('ada@example.com', password);
    await both.signIn('grace@example.com', password);
    expect((await both.send('GET', '/v1/client')).json.response.sessions).toHaveLength(2);

    const { json } = await both.send('POST', '/v1/client/sign_ins', {
      form: { identifier: 'ada@example.com' },
    });
    expect(json.errors[0]).toMatchObject({
      code: 'identifier_already_signed_in',
      meta: { session_id: first },
    });
  });
});
