import { describe, expect, it } from 'vitest';
import { send, startWithBackend } from '../../../support/clerk/start-with-backend';
import { createFapiTestClient, type FapiResponse } from '../fapi-test-client';
import type { EmbeddedClerkOptions } from '../start';

// What the lists and the switch for subaddresses do to whoever signs up, signs in or adds an address.

const password = 'quiet-otter-lantern-42';

async function start(options: EmbeddedClerkOptions = {}) {
  const { clerk, backend, browser } = await startWithBackend(options);
  return {
    clerk,
    backend,
    browser,
    allow: (identifier: string) =>
      backend.allowlistIdentifiers.createAllowlistIdentifier({ identifier, notify: false }),
    block: (identifier: string) =>
      backend.blocklistIdentifiers.createBlocklistIdentifier({ identifier }),
    signUp: (form: Record<string, string>) =>
      createFapiTestClient(clerk).send('POST', '/v1/client/sign_ups', { form }),
    addUser: (email: string) =>
      backend.users.createUser({ emailAddress: [email], password, skipPasswordChecks: true }),
  };
}

const outcome = ({ status, json }: FapiResponse) => [status, json.errors?.[0].code];
const ok = [200, undefined];
const refused = [403, 'not_allowed_access'];

describe('the allowlist', () => {
  it('keeps out whoever is not on it, once it is on', async () => {
    const { allow, backend, browser, signUp } = await start();
    await allow('*@example.com');
    const email_address = 'ada@other.example';
    expect(outcome(await signUp({ email_address }))).toEqual(ok);

    await backend.instance.updateRestrictions({ allowlist: true });
    const answer = await signUp({ email_address });
    expect(outcome(answer)).toEqual(refused);
    expect(answer.json.errors[0]).toMatchObject({
      long_message: 'ada@other.example is not allowed to access this application.',
      meta: { identifiers: [email_address] },
    });
    expect(outcome(await signUp({ email_address: 'Ada@Example.com' }))).toEqual(ok);
    const { user_settings } = (await browser.send('GET', '/v1/environment')).json;
    expect(user_settings.restrictions).toMatchObject({
      allowlist: { enabled: true },
      blocklist: { enabled: false },
    });
  });

  it('is no way past the invitation that an instance asks for', async () => {
    const { allow, backend, signUp } = await start({ switches: { signUpMode: 'restricted' } });
    await allow('ada@example.com');
    await backend.instance.updateRestrictions({ allowlist: true });
    const answer = await signUp({ email_address: 'ada@example.com' });
    expect(outcome(answer)).toEqual([403, 'sign_up_mode_restricted']);
  });
});

describe('the blocklist', () => {
  it.each([
    ['ada@example.com', 'ADA@example.com', refused],
    ['ada@example.com', 'ada+shop@example.com', refused],
    ['ada@example.com', 'ada-shop@example.com', ok],
    ['ada@yahoo.co.uk', 'ada-shop@yahoo.co.uk', refused],
    ['ada@gmail.com', 'a.da@gmail.com', ok],
    ['ada*@example.com', 'adalove@example.com', ok],
    ['*@example.com', 'bob@example.com', refused],
    ['*@example.com', 'bob@a.example.com', ok],
    ['*@*.example.com', 'bob@a.b.example.com', refused],
    ['*@*.example.com', 'bob@example.com', ok],
  ])('with %s on it answers a sign-up as %s by %j', async (listed, email, expected) => {
    const { backend, block, signUp } = await start();
    await block(listed);
    await backend.instance.updateRestrictions({ blocklist: true });
    expect(outcome(await signUp({ email_address: email }))).toEqual(expected);
  });

  it('is for phone numbers too, and yields to the allowlist', async () => {
    const { allow, backend, block, signUp } = await start({ attributes: { phoneNumber: 'on' } });
    await block('+12015550100');
    await allow('+12015550100');
    await backend.instance.updateRestrictions({ blocklist: true });
    expect(outcome(await signUp({ phone_number: '+12015550100' }))).toEqual(refused);
    await backend.instance.updateRestrictions({ allowlist: true });
    expect(outcome(await signUp({ phone_number: '+12015550100' }))).toEqual(ok);
  });

  it('ends signing in as well, unless that is switched off, and adding an address', async () => {
    const { addUser, backend, block, browser, clerk } = await start();
    await addUser('ada@example.com');
    await block('*@example.com');
    await backend.instance.updateRestrictions({ blocklist: true });
    const signIn = () =>
      browser.send('POST', '/v1/client/sign_ins', {
        form: { identifier: 'ada@example.com', strategy: 'password', password },
      });
    expect(outcome(await signIn())).toEqual(refused);
    // Newer than the official client.
    await send(clerk, 'PATCH', '/instance/restrictions', {
      allowlist_blocklist_disabled_on_sign_in: true,
    });
    expect(outcome(await signIn())).toEqual(ok);
    const added = await browser.send('POST', '/v1/me/email_addresses', {
      form: { email_address: 'countess@example.com' },
    });
    expect(outcome(added)).toEqual(refused);
  });
});

it('whoever signs in with a username is on the lists by their address', async () => {
  const { allow, backend, block, clerk } = await start({ attributes: { username: 'on' } });
  await backend.users.createUser({
    emailAddress: ['ada@example.com'],
    username: 'countess',
    password,
  });
  const signIn = async () =>
    outcome(
      await createFapiTestClient(clerk).send('POST', '/v1/client/sign_ins', {
        form: { identifier: 'Countess', password },
      }),
    );
  await allow('ada@example.com');
  await backend.instance.updateRestrictions({ allowlist: true });
  expect(await signIn()).toEqual(ok);
  await block('ada@example.com');
  await backend.instance.updateRestrictions({ allowlist: false, blocklist: true });
  expect(await signIn()).toEqual(refused);
});

it('a mailbox has one account where subaddresses are blocked', async () => {
  const { addUser, backend, browser, signUp } = await start();
  await addUser('a.da+first@gmail.com');
  await addUser('bob@example.com');
  const attempt = async () => outcome(await signUp({ email_address: 'ada+second@gmail.com' }));
  expect(await attempt()).toEqual(ok);
  await backend.instance.updateRestrictions({ blockEmailSubaddresses: true });
  expect(await attempt()).toEqual(refused);
  await browser.signIn('bob@example.com', password);
  // To nobody's disadvantage: Bob never proves that this one is his.
  const claimed = { email_address: 'grace@gmail.com' };
  expect(outcome(await browser.send('POST', '/v1/me/email_addresses', { form: claimed }))).toEqual(
    ok,
  );
  expect(outcome(await signUp({ email_address: 'grace+first@gmail.com' }))).toEqual(ok);
  const added = await browser.send('POST', '/v1/me/email_addresses', {
    form: { email_address: 'bob+second@example.com' },
  });
  expect(outcome(added)).toEqual(refused);
});

it('changes what is named, and refuses what it could not do', async () => {
  const { clerk, backend } = await start();
  await backend.instance.updateRestrictions({ blocklist: true });
  const change = (body: object) => send(clerk, 'PATCH', '/instance/restrictions', body);
  const kept = await change({ blocklist: null, block_email_subaddresses: true });
  expect(kept.json).toEqual({
    object: 'instance_restrictions',
    allowlist: false,
    blocklist: true,
    allowlist_blocklist_disabled_on_sign_in: false,
    block_email_subaddresses: true,
    block_disposable_email_domains: false,
  });
  const disposable = await change({ block_disposable_email_domains: true });
  expect([disposable.status, disposable.json.errors[0].code]).toEqual([
    402,
    'unsupported_subscription_plan_features',
  ]);
  const unknown = await change({ ip_allowlist: true });
  expect([unknown.status, unknown.json.errors[0].code]).toEqual([422, 'form_param_unknown']);
});
