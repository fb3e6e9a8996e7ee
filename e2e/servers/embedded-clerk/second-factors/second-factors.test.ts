import { Secret, TOTP } from 'otpauth';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createBackendClient } from '../../../support/clerk/backend-client';
import { password, signInNewUser } from '../../../support/clerk/new-user';
import { createFapiTestClient, type FapiTestClient } from '../fapi-test-client';
import { type EmbeddedClerk, startEmbeddedClerk } from '../start';

let clerk: EmbeddedClerk;
let client: FapiTestClient;
let email: string;
let moved = 0;

beforeAll(async () => {
  clerk = await startEmbeddedClerk({
    attributes: { authenticatorApp: 'on', phoneNumber: 'on', phoneSecondFactor: 'on' },
  });
});
afterAll(() => clerk.close());
beforeEach(async () => {
  ({ email, client } = await signInNewUser(clerk));
});

const wait = (seconds: number) => {
  moved += seconds * 1000;
  clerk.control.advanceClock(seconds * 1000);
};
const codeOf = (secret: string) =>
  new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: Date.now() + moved });
const verify = (code: string) =>
  client.send('POST', '/v1/me/totp/attempt_verification', { form: { code } });

/** Takes an authenticator app into use; its secret, the code that this took, and the backup codes. */
async function enrol(): Promise<{ secret: string; used: string; backupCodes: string[] }> {
  const { json } = await client.send('POST', '/v1/me/totp');
  const { secret, uri } = json.response;
  expect(uri).toContain(`secret=${secret}`);
  const used = codeOf(secret);
  const verified = await verify(used);
  expect(verified.json.response).toMatchObject({ verified: true, secret: null });
  return { secret, used, backupCodes: verified.json.response.backup_codes };
}

/** A new browser that has proven the password. */
async function afterPassword() {
  const browser = createFapiTestClient(clerk);
  const { json } = await browser.send('POST', '/v1/client/sign_ins', {
    form: { identifier: email, strategy: 'password', password },
  });
  const attempt = (strategy: string, code: string) =>
    browser.send('POST', `/v1/client/sign_ins/${json.response.id}/attempt_second_factor`, {
      form: { strategy, code },
    });
  return { browser, signIn: json.response, attempt };
}

describe('an authenticator app', () => {
  it('is in use once a code of it was seen, and not before', async () => {
    const { json } = await client.send('POST', '/v1/me/totp');
    expect((await afterPassword()).signIn.status).toBe('complete');
    expect((await verify('000000')).json.errors[0].code).toBe('form_code_incorrect');
    await verify(codeOf(json.response.secret));
    const { signIn } = await afterPassword();
    expect(signIn).toMatchObject({
      status: 'needs_second_factor',
      created_session_id: null,
      supported_second_factors: [{ strategy: 'totp' }, { strategy: 'backup_code' }],
    });
    const me = (await client.send('GET', '/v1/me')).json.response;
    expect(me).toMatchObject({ totp_enabled: true, two_factor_enabled: true });
    expect(JSON.stringify(me)).not.toContain(json.response.secret);
    expect((await client.send('POST', '/v1/me/totp')).status).toBe(400);
  });

  it('signs in with each of its codes once', async () => {
    const { secret, used } = await enrol();
    const first = await afterPassword();
    expect((await first.attempt('totp', used)).json.errors[0].code).toBe('form_code_incorrect');
    wait(30);
    const next = codeOf(secret);
    const { json } = await first.attempt('totp', next);
    expect(json.response).toMatchObject({
      status: 'complete',
      second_factor_verification: { object: 'verification_totp', status: 'verified' },
    });
    expect(json.client.sessions[0].factor_verification_age).toEqual([0, 0]);
    const second = await afterPassword();
    expect((await second.attempt('totp', next)).status).toBe(422);
  });

  it('is refused a code of long ago', async () => {
    const { secret } = await enrol();
    wait(30);
    const old = codeOf(secret);
    wait(90);
    expect((await (await afterPassword()).attempt('totp', old)).status).toBe(422);
  });

  it('asks for nothing any more once it is removed', async () => {
    await enrol();
    expect((await client.send('DELETE', '/v1/me/totp')).json.response.deleted).toBe(true);
    expect((await afterPassword()).signIn.status).toBe('complete');
  });
});

describe('a phone', () => {
  let phones = 0;
  const reserve = (id: string, form: Record<string, string>) =>
    client.send('PATCH', `/v1/me/phone_numbers/${id}`, { form });
  /** A number of the user's, verified unless told otherwise. */
  const addPhone = async (isVerified = true) => {
    phones += 1;
    const number = `+120255501${String(phones).padStart(2, '0')}`;
    const path = '/v1/me/phone_numbers';
    const { id } = (await client.send('POST', path, { form: { phone_number: number } })).json
      .response;
    await client.send('POST', `${path}/${id}/prepare_verification`, {
      form: { strategy: 'phone_code' },
    });
    if (isVerified) {
      await client.send('POST', `${path}/${id}/attempt_verification`, { form: { code: '424242' } });
    }
    return { id, number };
  };

  it('guards the account once it is verified and reserved, and is no first factor then', async () => {
    const { id, number } = await addPhone(false);
    const early = await reserve(id, { reserved_for_second_factor: 'true' });
    expect(early.json.errors[0].code).toBe('form_verification_needed');
    await client.send('POST', `/v1/me/phone_numbers/${id}/attempt_verification`, {
      form: { code: '424242' },
    });
    const { json } = await reserve(id, { reserved_for_second_factor: 'true' });
    expect(json.response).toMatchObject({
      reserved_for_second_factor: true,
      default_second_factor: true,
    });
    expect(json.response.backup_codes).toHaveLength(10);
    expect(json.client.sessions[0].user.two_factor_enabled).toBe(true);
    const again = await reserve(id, { default_second_factor: 'true' });
    expect(again.json.response.backup_codes).toBeNull();

    const { signIn } = await afterPassword();
    expect(signIn.supported_second_factors).toEqual([
      { strategy: 'phone_code', safe_identifier: number, phone_number_id: id, default: true },
      { strategy: 'backup_code' },
    ]);
    const strategies = signIn.supported_first_factors.map(
      ({ strategy }: { strategy: string }) => strategy,
    );
    expect(strategies).not.toContain('phone_code');

    await reserve(id, { reserved_for_second_factor: 'false' });
    expect((await afterPassword()).signIn.status).toBe('complete');
  });

  it('signs in with the code that was sent to it, and gives up on the third wrong one', async () => {
    const { id } = await addPhone();
    await reserve(id, { reserved_for_second_factor: 'true' });
    const { browser, signIn, attempt } = await afterPassword();
    expect((await attempt('phone_code', '424242')).json.errors[0].code).toBe(
      'verification_missing',
    );
    const prepare = (phone_number_id: string) =>
      browser.send('POST', `/v1/client/sign_ins/${signIn.id}/prepare_second_factor`, {
        form: { strategy: 'phone_code', phone_number_id },
      });
    expect((await prepare('idn_nobodys')).json.errors[0].code).toBe('form_resource_not_found');
    expect((await prepare(id)).json.response.second_factor_verification).toMatchObject({
      object: 'verification_otp',
      strategy: 'phone_code',
      status: 'unverified',
    });
    for (const code of ['form_code_incorrect', 'form_code_incorrect', 'verification_failed']) {
      expect((await attempt('phone_code', '000000')).json.errors[0].code).toBe(code);
    }
    expect((await attempt('phone_code', '424242')).status).toBe(400);
    await prepare('');
    expect((await attempt('phone_code', '424242')).json.response.status).toBe('complete');
  });
});

it('locks the account after ten wrong codes, however often the password was right', async () => {
  await enrol();
  for (let i = 1; i < 10; i += 1) {
    const { attempt } = await afterPassword();
    expect((await attempt('totp', '000000')).status).toBe(422);
  }
  const { attempt } = await afterPassword();
  const { status, json } = await attempt('backup_code', 'wrong');
  expect([status, json.errors[0]]).toMatchObject([
    403,
    { code: 'user_locked', meta: { lockout_expires_in_seconds: 3600 } },
  ]);
});

describe('backup codes', () => {
  it('sign in once each, and new ones take the place of the old', async () => {
    const { backupCodes } = await enrol();
    const [code = '', other = ''] = backupCodes;
    expect((await (await afterPassword()).attempt('backup_code', code)).status).toBe(200);
    expect((await (await afterPassword()).attempt('backup_code', code)).status).toBe(422);
    const { json } = await client.send('POST', '/v1/me/backup_codes/');
    expect(json.response.codes).toHaveLength(10);
    expect((await (await afterPassword()).attempt('backup_code', other)).status).toBe(422);
    const [fresh] = json.response.codes;
    expect((await (await afterPassword()).attempt('backup_code', fresh)).status).toBe(200);
  });
});

it('is checked and taken away by the backend, for whoever has lost theirs', async () => {
  const { users } = createBackendClient(clerk);
  const { data } = await users.getUserList({ emailAddress: [email] });
  const userId = data[0]?.id ?? '';
  await expect(users.verifyTOTP({ userId, code: '000000' })).rejects.toMatchObject({
    errors: [{ code: 'totp_not_configured' }],
  });
  const { secret, backupCodes } = await enrol();
  wait(30);
  await users.verifyTOTP({ userId, code: codeOf(secret) });
  await users.verifyTOTP({ userId, code: backupCodes[0] ?? '' });
  await expect(users.verifyTOTP({ userId, code: backupCodes[0] ?? '' })).rejects.toMatchObject({
    status: 422,
  });
  await users.deleteUserBackupCodes(userId);
  expect((await afterPassword()).signIn.supported_second_factors).toEqual([{ strategy: 'totp' }]);
  await users.deleteUserTOTP(userId);
  expect((await afterPassword()).signIn.status).toBe('complete');
  await enrol();
  await users.disableUserMFA(userId);
  expect((await users.getUser(userId)).twoFactorEnabled).toBe(false);
});

it('is not to be had before the first factor', async () => {
  await enrol();
  const browser = createFapiTestClient(clerk);
  const { json } = await browser.send('POST', '/v1/client/sign_ins', {
    form: { identifier: email },
  });
  const { status } = await browser.send(
    'POST',
    `/v1/client/sign_ins/${json.response.id}/attempt_second_factor`,
    { form: { strategy: 'totp', code: '000000' } },
  );
  expect(status).toBe(400);
});
