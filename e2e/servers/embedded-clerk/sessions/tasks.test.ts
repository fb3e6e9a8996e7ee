import { expect, it } from 'vitest';
import { activeSessions } from '../../../support/clerk/people';
import { ada, startWithBackend } from '../../../support/clerk/start-with-backend';
import { codeShown } from '../../../support/journey/authenticator-app';

const [email = ''] = ada.emailAddress;

it('keeps a session pending until its user has done all that they owe', async () => {
  const { clerk, backend, browser } = await startWithBackend({
    requireSecondFactor: true,
    attributes: { authenticatorApp: 'on' },
  });
  const { id } = await backend.users.createUser(ada);
  await backend.users.setPasswordCompromised(id);
  const form = { identifier: email, password: ada.password };
  const refused = await browser.send('POST', '/v1/client/sign_ins', { form });
  expect(refused.json.errors[0].code).toBe('form_password_compromised');
  const { token } = await backend.signInTokens.createSignInToken({
    userId: id,
    expiresInSeconds: 60,
  });
  const signedIn = await browser.send('POST', '/v1/client/sign_ins', {
    form: { strategy: 'ticket', ticket: token },
  });
  const sessionId = signedIn.json.response.created_session_id;
  const session = async () => {
    const { json } = await browser.send('GET', `/v1/client/sessions/${sessionId}`);
    const { status, tasks } = json.response;
    return { status, tasks: tasks?.map(({ key }: { key: string }) => key) };
  };
  expect(await session()).toEqual({ status: 'pending', tasks: ['reset-password', 'setup-mfa'] });

  const change = (new_password: string) =>
    browser.send('POST', '/v1/me/change_password', { form: { new_password } });
  expect((await change('quiet lantern otter 17')).status).toBe(200);
  expect(await session()).toEqual({ status: 'pending', tasks: ['setup-mfa'] });
  // From now on the password is worth something again.
  expect((await change('seven brass kettles 98')).json.errors[0]).toMatchObject({
    code: 'form_param_missing',
    meta: { param_name: 'current_password' },
  });

  const { json } = await browser.send('POST', '/v1/me/totp');
  const code = codeShown(json.response.secret);
  await browser.send('POST', '/v1/me/totp/attempt_verification', { form: { code } });
  expect(await session()).toEqual({ status: 'active', tasks: undefined });
  expect(await activeSessions(clerk)).toHaveLength(1);
});

it('is asked for by a backend, which can end all sessions with it, and take it back', async () => {
  const { clerk, backend, browser } = await startWithBackend();
  const { id } = await backend.users.createUser(ada);
  await browser.signIn(email, ada.password);
  await backend.users.setPasswordCompromised(id, { revokeAllSessions: true });
  expect(await activeSessions(clerk)).toEqual([]);
  await backend.users.unsetPasswordCompromised(id);
  const sessionId = await browser.signIn(email, ada.password);
  const { json } = await browser.send('GET', `/v1/client/sessions/${sessionId}`);
  expect(json.response.status).toBe('active');
});

it('asks for a new password before it asks for an organisation', async () => {
  const { backend, browser } = await startWithBackend({ requireOrganization: true });
  const { id: userId } = await backend.users.createUser(ada);
  await backend.users.setPasswordCompromised(userId);
  const { token } = await backend.signInTokens.createSignInToken({ userId, expiresInSeconds: 60 });
  const { json } = await browser.send('POST', '/v1/client/sign_ins', {
    form: { strategy: 'ticket', ticket: token },
  });
  expect(json.client.sessions[0].tasks).toEqual([
    { key: 'reset-password' },
    { key: 'choose-organization' },
  ]);
});
