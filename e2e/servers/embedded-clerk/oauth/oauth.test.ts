import { request } from 'node:https';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createBackendClient } from '../../../support/clerk/backend-client';
import { addUser, allowRedirectUrl } from '../../../support/clerk/people';
import { send } from '../../../support/clerk/start-with-backend';
import {
  createFapiTestClient,
  type FapiResponse,
  type FapiTestClient,
  testOrigin,
} from '../fapi-test-client';
import { type EmbeddedClerk, startEmbeddedClerk } from '../start';

const REDIRECT = 'https://okglanhlffocacilmmcjpjkpeoamncfh.chromiumapp.org/clerk';

/** A browser window that follows the provider's pages as a person would. */
function createWindow(clerk: EmbeddedClerk) {
  const cookies = new Map<string, string>();

  function load(
    url: URL,
    form?: Record<string, string>,
  ): Promise<{ location?: string; status: number; text: string }> {
    return new Promise((resolve, reject) => {
      const jar = [...cookies].filter(([key]) => key.startsWith(`${url.hostname} `));
      const outgoing = request(
        {
          host: '127.0.0.1',
          port: clerk.port,
          servername: url.hostname,
          ca: clerk.certificate,
          agent: false,
          method: form ? 'POST' : 'GET',
          path: url.pathname + url.search,
          headers: {
            host: url.hostname,
            cookie: jar.map(([key, value]) => `${key.split(' ')[1]}=${value}`).join('; '),
            ...(form ? { 'content-type': 'application/x-www-form-urlencoded' } : {}),
          },
        },
        (incoming) => {
          for (const cookie of incoming.headers['set-cookie'] ?? []) {
            const [pair = ''] = cookie.split(';');
            const at = pair.indexOf('=');
            cookies.set(`${url.hostname} ${pair.slice(0, at)}`, pair.slice(at + 1));
          }
          const chunks: Buffer[] = [];
          incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
          incoming.on('end', () =>
            resolve({
              ...(incoming.headers.location ? { location: incoming.headers.location } : {}),
              status: incoming.statusCode ?? 0,
              text: Buffer.concat(chunks).toString(),
            }),
          );
        },
      );
      outgoing.on('error', reject);
      outgoing.end(form && new URLSearchParams(form).toString());
    });
  }

  return {
    /** Signs in as `email`, or cancels for `null`, until a host of neither Clerk nor a provider. */
    async go(start: string, email: string | null): Promise<URL> {
      let url = new URL(start);
      for (let step = 0; step < 20; step += 1) {
        if (url.hostname.endsWith('chromiumapp.org')) return url;
        const page = await load(url);
        if (page.location) {
          url = new URL(page.location, url);
          continue;
        }
        if (page.status !== 200) throw new Error(`${url.pathname}: ${page.status} ${page.text}`);
        const answer = email === null ? { answer: 'cancel' } : { answer: 'continue', email };
        const { location } = await load(url, answer);
        url = new URL(location ?? '', url);
      }
      throw new Error('The window never came back.');
    },
    load,
  };
}

const begin = (
  client: FapiTestClient,
  resource: 'sign_ins' | 'sign_ups',
  strategy = 'oauth_google',
) =>
  client.send('POST', `/v1/client/${resource}`, {
    form: { strategy, redirect_url: REDIRECT, action_complete_redirect_url: REDIRECT },
  });

const pageOf = ({ json }: FapiResponse): string =>
  (json.response.first_factor_verification ?? json.response.verifications.external_account)
    .external_verification_redirect_url;

describe.each(['development', 'production'] as const)('OAuth on a %s instance', (mode) => {
  let clerk: EmbeddedClerk;
  beforeAll(async () => {
    clerk = await startEmbeddedClerk({
      mode,
      allowedOrigins: [testOrigin],
      social: ['google', 'github', 'custom_mock'],
    });
    await allowRedirectUrl(clerk, REDIRECT);
  });
  afterAll(() => clerk.close());

  let count = 0;
  const newEmail = () => {
    count += 1;
    return `person${count}@example.com`;
  };
  const browser = async () => {
    const client = createFapiTestClient(clerk);
    await client.send('GET', '/v1/client');
    return client;
  };

  /** Goes to the provider as `email` and reads the resource as the SDK does when it is back. */
  async function visit(client: FapiTestClient, began: FapiResponse, email: string | null) {
    const back = await createWindow(clerk).go(pageOf(began), email);
    const { id, object } = began.json.response;
    const resource = object.includes('sign_up') ? 'sign_ups' : 'sign_ins';
    const nonce = back.searchParams.get('rotating_token_nonce');
    const read = () =>
      client.send('GET', `/v1/client/${resource}/${id}`, {
        query: nonce ? { rotating_token_nonce: nonce } : {},
      });
    return { back, nonce, read };
  }

  it('names the providers in the environment', async () => {
    const { json } = await (await browser()).send('GET', '/v1/environment');
    expect(Object.keys(json.user_settings.social)).toEqual([
      'oauth_google',
      'oauth_github',
      'oauth_custom_mock',
    ]);
    expect(json.user_settings.social.oauth_google).toMatchObject({ enabled: true, name: 'Google' });
    expect(json.user_settings.social.oauth_custom_mock).toMatchObject({
      name: 'Mock',
      logo_url: null,
    });
  });

  it('signs people up who come from a provider of one’s own', async () => {
    const client = await browser();
    const email = newEmail();
    const { read } = await visit(
      client,
      await begin(client, 'sign_ups', 'oauth_custom_mock'),
      email,
    );
    const { json } = await read();
    expect(json.client.sessions[0].user.external_accounts).toMatchObject([
      { provider: 'custom_mock', email_address: email },
    ]);
  });

  it('signs a known person in, and connects the account', async () => {
    const email = newEmail();
    await addUser(clerk, { email, password: 'correct horse' });
    const client = await browser();
    const began = await begin(client, 'sign_ins');
    expect(began.json.response).toMatchObject({
      status: 'needs_identifier',
      first_factor_verification: { object: 'verification_oauth', status: 'unverified' },
    });
    const { back, nonce, read } = await visit(client, began, email);
    expect(back.searchParams.has('__clerk_status')).toBe(false);
    expect(nonce !== null).toBe(mode === 'production');
    const { json } = await read();
    expect(json.response.status).toBe('complete');
    expect(json.client.sessions).toHaveLength(1);
    expect(json.client.sessions[0].id).toBe(json.response.created_session_id);
    expect(json.client.sessions[0].user.external_accounts).toMatchObject([
      { provider: 'google', email_address: email, verification: { status: 'verified' } },
    ]);
  });

  it.each(['sign_ins', 'sign_ups'] as const)(
    'lets none of the blocklist in by %s',
    async (resource) => {
      const backend = createBackendClient(clerk);
      const email = newEmail();
      await backend.blocklistIdentifiers.createBlocklistIdentifier({ identifier: email });
      await backend.instance.updateRestrictions({ blocklist: true });
      const client = await browser();
      const { read } = await visit(client, await begin(client, resource), email);
      const { response } = (await read()).json;
      expect(
        response.first_factor_verification ?? response.verifications.external_account,
      ).toMatchObject({ status: 'failed', error: { code: 'not_allowed_access' } });
    },
  );

  it('connects no account to an address that nobody has proved', async () => {
    clerk.control.setSwitches({ verifyAtSignUp: false });
    const email = newEmail();
    await (await browser()).send('POST', '/v1/client/sign_ups', {
      form: { email_address: email, password: 'quiet-otter-lantern-42' },
    });
    clerk.control.setSwitches({ verifyAtSignUp: true });
    const client = await browser();
    const { read } = await visit(client, await begin(client, 'sign_ins'), email);
    const { json } = await read();
    expect(json.response.first_factor_verification).toMatchObject({
      status: 'failed',
      error: { code: 'oauth_identification_claimed' },
    });
    expect(json.client.sessions).toEqual([]);
  });

  it('makes a sign-up of the sign-in of a stranger', async () => {
    const client = await browser();
    const { back, nonce, read } = await visit(
      client,
      await begin(client, 'sign_ins'),
      'ada.l@example.com',
    );
    expect(Object.fromEntries(back.searchParams)).toMatchObject({
      __clerk_status: 'failed',
      __clerk_error_code: 'external_account_not_found',
    });
    expect(nonce).toBeNull();
    expect((await read()).json.response.first_factor_verification.status).toBe('transferable');
    const { json } = await client.send('POST', '/v1/client/sign_ups', {
      form: { transfer: 'true' },
    });
    expect(json.response).toMatchObject({
      status: 'complete',
      first_name: 'Ada',
      email_address: 'ada.l@example.com',
      verifications: { external_account: { status: 'verified' } },
    });
    expect(json.client.sessions[0].user.first_name).toBe('Ada');
  });

  it('makes none where a stranger needs an invitation, whatever the sign-up claims to bring', async () => {
    const client = await browser();
    await visit(client, await begin(client, 'sign_ins'), newEmail());
    clerk.control.setSwitches({ signUpMode: 'restricted' });
    const codes: string[] = [];
    for (const claim of [{}, { strategy: 'ticket' }, { strategy: 'ticket', ticket: 'mine' }]) {
      const form = { transfer: 'true', ...claim };
      const { json } = await client.send('POST', '/v1/client/sign_ups', { form });
      codes.push(json.errors?.[0].code);
    }
    clerk.control.setSwitches({ signUpMode: 'public' });
    expect(codes).toEqual(Array(3).fill('sign_up_mode_restricted'));
  });

  it('uses up the invitation with which a sign-up has begun', async () => {
    const backend = createBackendClient(clerk);
    const invitation = await backend.invitations.createInvitation({
      emailAddress: newEmail(),
      publicMetadata: { plan: 'pro' },
    });
    const ticket = new URL(invitation.url ?? '').searchParams.get('ticket') ?? '';
    const visits = [];
    for (const name of ['first', 'second']) {
      const client = await browser();
      const begun = await client.send('POST', '/v1/client/sign_ups', {
        form: { strategy: 'ticket', ticket },
      });
      const path = `/v1/client/sign_ups/${begun.json.response.id}`;
      const sent = await client.send('PATCH', path, {
        form: { strategy: 'oauth_google', redirect_url: REDIRECT },
      });
      visits.push({ client, sent, email: `${name}-invited-${mode}@example.com` });
    }
    const outcomes = [];
    for (const { client, sent, email } of visits) {
      const { response } = (await (await visit(client, sent, email)).read()).json;
      outcomes.push([response.status, response.verifications.external_account.error?.code]);
      if (response.status !== 'complete') continue;
      const { publicMetadata } = await backend.users.getUser(response.created_user_id);
      expect(publicMetadata).toEqual({ plan: 'pro' });
    }
    expect(outcomes).toEqual([
      ['complete', undefined],
      ['missing_requirements', 'invitation_already_accepted'],
    ]);
  });

  it('spares nobody the password who has not come back from it', async () => {
    const client = await browser();
    const email = 'turned-back+clerk_test@example.com';
    const { id } = (await begin(client, 'sign_ups')).json.response;
    const path = `/v1/client/sign_ups/${id}`;
    await client.send('PATCH', path, { form: { email_address: email, strategy: 'email_code' } });
    const { json } = await client.send('POST', `${path}/attempt_verification`, {
      form: { strategy: 'email_code', code: '424242' },
    });
    expect(json.response).toMatchObject({
      status: 'missing_requirements',
      missing_fields: ['password'],
    });
  });

  it('makes a sign-in of the sign-up of somebody known', async () => {
    const email = newEmail();
    await addUser(clerk, { email, password: 'correct horse' });
    const client = await browser();
    const { back, read } = await visit(client, await begin(client, 'sign_ups'), email);
    expect(back.searchParams.get('__clerk_error_code')).toBe('external_account_exists');
    expect((await read()).json.response.verifications.external_account).toMatchObject({
      status: 'transferable',
      error: { code: 'external_account_exists' },
    });
    const { json } = await client.send('POST', '/v1/client/sign_ins', {
      form: { transfer: 'true' },
    });
    expect(json.response.status).toBe('complete');
    expect(json.client.sessions).toHaveLength(1);
  });

  it('signs a stranger up', async () => {
    const client = await browser();
    const { read } = await visit(client, await begin(client, 'sign_ups'), newEmail());
    const { json } = await read();
    expect(json.response.status).toBe('complete');
    expect(json.client.sessions).toHaveLength(1);
  });

  it('tells of a refusal', async () => {
    const client = await browser();
    const { back, nonce, read } = await visit(client, await begin(client, 'sign_ins'), null);
    expect(back.searchParams.get('__clerk_error_code')).toBe('oauth_access_denied');
    expect(nonce).toBeNull();
    const { json } = await read();
    expect(json.response.first_factor_verification).toMatchObject({
      status: 'failed',
      error: { code: 'oauth_access_denied' },
    });
    expect(json.client.sessions).toEqual([]);
    // What the SDK sends to begin anew.
    expect((await client.send('POST', '/v1/client/sign_ins')).status).toBe(200);
  });

  it('does not transfer what is not to be transferred', async () => {
    const client = await browser();
    for (const resource of ['sign_ins', 'sign_ups']) {
      const { status, json } = await client.send('POST', `/v1/client/${resource}`, {
        form: { transfer: 'true' },
      });
      expect([status, json.errors[0].code]).toEqual([400, 'account_transfer_invalid']);
    }
  });

  it('refuses a callback whose state it did not give, or gave once already', async () => {
    const client = await browser();
    const window = createWindow(clerk);
    const forged = await window.load(
      new URL(`${clerk.issuer}/v1/oauth_callback?code=x&state=forged`),
    );
    expect(forged).toMatchObject({
      status: 400,
      text: expect.stringContaining('oauth_callback_invalid'),
    });

    const began = await begin(client, 'sign_ins');
    const state = new URL(pageOf(began)).searchParams.get('state') ?? '';
    const callback = new URL(`${clerk.issuer}/v1/oauth_callback?code=guessed&state=${state}`);
    const guessed = await window.load(callback);
    expect(guessed.location).toContain('oauth_token_exchange_error');
    expect((await window.load(callback)).status).toBe(400);
    const { json } = await client.send('GET', '/v1/client');
    expect(json.response.sessions).toEqual([]);
  });

  it('does not know providers that it has not', async () => {
    const { json } = await begin(await browser(), 'sign_ins', 'oauth_apple');
    expect(json.errors[0].code).toBe('oauth_provider_not_enabled');
  });

  it('connects and disconnects an account in the profile, unless it is another person’s', async () => {
    const [email, other] = [newEmail(), newEmail()];
    for (const address of [email, other]) {
      await addUser(clerk, { email: address, password: 'correct horse' });
    }
    const client = await browser();
    await client.signIn(email, 'correct horse');
    const connect = async (as: string | null) => {
      const { json } = await client.send('POST', '/v1/me/external_accounts', {
        form: { strategy: 'oauth_github', redirect_url: REDIRECT },
      });
      const page = json.response.verification.external_verification_redirect_url;
      await createWindow(clerk).go(page, as);
      return (await client.send('GET', '/v1/me')).json.response.external_accounts;
    };
    expect(await connect(other)).toMatchObject([
      { verification: { status: 'failed', error: { code: 'oauth_identification_claimed' } } },
    ]);
    expect(await connect(null)).toMatchObject([
      { verification: { error: { code: 'oauth_access_denied' } } },
    ]);
    const [account] = await connect('elsewhere@example.com');
    expect(account).toMatchObject({ provider: 'github', verification: { status: 'verified' } });
    const path = `/v1/me/external_accounts/${account.id}`;
    expect((await client.send('DELETE', path)).json.response.deleted).toBe(true);
    expect((await client.send('DELETE', path)).status).toBe(404);
    expect((await client.send('GET', '/v1/me')).json.response.external_accounts).toEqual([]);
  });
});

describe('the nonce of a native application', () => {
  let clerk: EmbeddedClerk;
  beforeAll(async () => {
    clerk = await startEmbeddedClerk({
      mode: 'production',
      allowedOrigins: [testOrigin],
      social: ['google'],
    });
    await allowRedirectUrl(clerk, REDIRECT);
    await addUser(clerk, { email: 'ada@example.com', password: 'correct horse' });
  });
  afterAll(() => clerk.close());

  async function signedInElsewhere() {
    const client = createFapiTestClient(clerk);
    await client.send('GET', '/v1/client');
    const began = await begin(client, 'sign_ins');
    const token = client.token();
    const back = await createWindow(clerk).go(pageOf(began), 'ada@example.com');
    const nonce = back.searchParams.get('rotating_token_nonce') ?? '';
    const read = (given: string, id = began.json.response.id) =>
      client.send('GET', `/v1/client/sign_ins/${id}`, {
        query: { rotating_token_nonce: given },
        token,
      });
    return { client, token, nonce, read };
  }

  it('is what the old token needs, and does once', async () => {
    const { client, token, nonce, read } = await signedInElsewhere();
    const without = await createFapiTestClient(clerk).send('GET', '/v1/client', { token });
    expect(without.json.response.sessions).toEqual([]);
    expect((await read(nonce)).json.client.sessions).toHaveLength(1);
    expect((await client.send('GET', '/v1/client')).json.response.sessions).toHaveLength(1);
    expect((await read(nonce)).status).toBe(404);
  });

  it('is refused when it is forged, for another sign-in or for another client', async () => {
    const first = await signedInElsewhere();
    const second = await signedInElsewhere();
    expect((await first.read('forged')).status).toBe(404);
    expect((await first.read(second.nonce)).status).toBe(404);
    expect((await first.read(first.nonce, 'sia_other')).status).toBe(404);
    expect((await first.read(first.nonce)).status).toBe(200);
  });

  it('is refused before anybody was at the provider, and the attempt goes on', async () => {
    const client = createFapiTestClient(clerk);
    await client.send('GET', '/v1/client');
    const { id } = (await begin(client, 'sign_ins')).json.response;
    const path = `/v1/client/sign_ins/${id}`;
    const forged = await client.send('GET', path, { query: { rotating_token_nonce: 'forged' } });
    expect([forged.status, forged.json.errors[0].code]).toEqual([404, 'resource_not_found']);
    expect(forged.json.meta.client.id).toBeDefined();
    expect((await client.send('GET', path)).json.response.status).toBe('needs_identifier');
  });

  it.each([
    'https://abcdefghijklmnopabcdefghijklmnop.chromiumapp.org/clerk',
    `${REDIRECT}/`,
    `${REDIRECT}?x=1`,
    `${REDIRECT}?x=1&__clerk_modal_state=e30`,
    'https://example.com/?__clerk_modal_state=e30',
    'https://example.com/',
    'javascript:alert(1)',
  ])('is not given to %s, which is not allowed', async (redirect_url) => {
    const client = createFapiTestClient(clerk);
    await client.send('GET', '/v1/client');
    const { status, json } = await client.send('POST', '/v1/client/sign_ins', {
      form: { strategy: 'oauth_google', redirect_url },
    });
    expect([status, json.errors[0].code]).toEqual([400, 'resource_missmatch']);
  });
});

describe('an enterprise connection', () => {
  let clerk: EmbeddedClerk;
  let client: FapiTestClient;
  beforeAll(async () => {
    clerk = await startEmbeddedClerk({
      enterpriseDomain: 'corp.example',
      social: ['google'],
      attributes: { passkey: 'on' },
    });
    await allowRedirectUrl(clerk, REDIRECT);
    await addUser(clerk, { email: 'ada@corp.example', password: 'correct horse' });
  });
  afterAll(() => clerk.close());

  const beginAs = async (identifier: string) => {
    client = createFapiTestClient(clerk);
    await client.send('GET', '/v1/client');
    return client.send('POST', '/v1/client/sign_ins', { form: { identifier } });
  };
  const visit = async (id: string, as: string) => {
    const prepared = await client.send('POST', `/v1/client/sign_ins/${id}/prepare_first_factor`, {
      form: { strategy: 'enterprise_sso', redirect_url: REDIRECT },
    });
    const back = await createWindow(clerk).go(pageOf(prepared), as);
    const read = await client.send('GET', `/v1/client/sign_ins/${id}`);
    return { back, read: read.json };
  };

  it('is the only way in for its people, and takes them in', async () => {
    const { response } = (await beginAs('ada@corp.example')).json;
    expect(response.supported_first_factors).toMatchObject([{ strategy: 'enterprise_sso' }]);
    const path = `/v1/client/sign_ins/${response.id}`;
    const password = { strategy: 'password', password: 'correct horse' };
    const others = [
      ['attempt', password],
      ...['email_code', 'reset_password_email_code', 'passkey'].map((strategy) => [
        'prepare',
        { strategy },
      ]),
    ] as [string, Record<string, string>][];
    for (const [step, form] of others) {
      const { status, json } = await client.send('POST', `${path}/${step}_first_factor`, { form });
      expect([status, json.errors?.[0].code], form.strategy).toEqual([
        422,
        'form_param_value_invalid',
      ]);
    }
    const { json } = await client.send('POST', '/v1/client/sign_ins', {
      form: { identifier: 'ada@corp.example', strategy: 'email_code' },
    });
    expect(json.errors[0].code).toBe('form_param_value_invalid');
    const again = (await beginAs('ada@corp.example')).json.response;
    const { read } = await visit(again.id, 'ada@corp.example');
    expect(read.response.status).toBe('complete');
    expect(read.client.sessions).toHaveLength(1);
    const ada = await createBackendClient(clerk).users.getUser(read.client.sessions[0].user.id);
    expect(ada.enterpriseAccounts).toMatchObject([{ emailAddress: 'ada@corp.example' }]);
  });

  it('signs up those who are new', async () => {
    const { response } = (await beginAs('grace@corp.example')).json;
    expect(response.status).toBe('needs_identifier');
    const { read } = await visit(response.id, 'grace@corp.example');
    expect(read.response.first_factor_verification.status).toBe('transferable');
    // Its people need no invitation.
    clerk.control.setSwitches({ signUpMode: 'restricted' });
    const { json } = await client.send('POST', '/v1/client/sign_ups', {
      form: { transfer: 'true' },
    });
    clerk.control.setSwitches({ signUpMode: 'public' });
    expect(json.response.status).toBe('complete');
    const { user } = json.client.sessions[0];
    expect(user.external_accounts).toEqual([]);
    expect(user.enterprise_accounts).toMatchObject([
      {
        email_address: 'grace@corp.example',
        protocol: 'oauth',
        verification: { status: 'verified' },
        enterprise_connection: { domain: 'corp.example', active: true },
      },
    ]);
    expect(user.email_addresses).toMatchObject([{ matches_sso_connection: true }]);
    const own = await client.send('GET', '/v1/me/enterprise_connections', {
      query: { with_organization_account_linking: 'true' },
    });
    expect(own.json.response).toMatchObject([{ domains: ['corp.example'] }]);
  });

  it('is what a sign-up with one of its addresses lacks, and is sent to', async () => {
    const browser = createFapiTestClient(clerk);
    const address = 'hedy+clerk_test@corp.example';
    const begun = await browser.send('POST', '/v1/client/sign_ups', {
      form: { email_address: address, password: 'quiet-otter-lantern-42' },
    });
    expect(begun.json.response.missing_fields).toEqual(['enterprise_sso']);
    const path = `/v1/client/sign_ups/${begun.json.response.id}`;
    await browser.send('POST', `${path}/prepare_verification`, {
      form: { strategy: 'email_code' },
    });
    const proved = await browser.send('POST', `${path}/attempt_verification`, {
      form: { strategy: 'email_code', code: '424242' },
    });
    expect(proved.json.response).toMatchObject({
      status: 'missing_requirements',
      missing_fields: ['enterprise_sso'],
      unverified_fields: [],
    });

    const sent = await browser.send('PATCH', path, {
      form: { strategy: 'enterprise_sso', redirect_url: REDIRECT },
    });
    await createWindow(clerk).go(pageOf(sent), address);
    const { response, client: after } = (await browser.send('GET', path)).json;
    expect(response).toMatchObject({ status: 'complete', missing_fields: [] });
    expect(after.sessions[0].user.enterprise_accounts).toMatchObject([{ email_address: address }]);
  });

  it('is nothing that a sign-up with another address can be sent to', async () => {
    const { status, json } = await createFapiTestClient(clerk).send('POST', '/v1/client/sign_ups', {
      form: {
        strategy: 'enterprise_sso',
        email_address: 'hedy@example.com',
        redirect_url: REDIRECT,
      },
    });
    expect([status, json.errors[0].code]).toEqual([422, 'form_param_value_invalid']);
  });

  it.each(['sign_ins', 'sign_ups'] as const)(
    'is the only provider of its people: %s elsewhere are refused',
    async (resource) => {
      for (const email of ['ada@corp.example', `new-in-${resource}@corp.example`]) {
        const browser = createFapiTestClient(clerk);
        await browser.send('GET', '/v1/client');
        const began = await begin(browser, resource);
        await createWindow(clerk).go(pageOf(began), email);
        const path = `/v1/client/${resource}/${began.json.response.id}`;
        const { response, client: after } = (await browser.send('GET', path)).json;
        const { status, error } =
          response.first_factor_verification ?? response.verifications.external_account;
        expect([status, error.code]).toEqual(['failed', 'oauth_email_domain_reserved_by_saml']);
        expect(after.sessions).toEqual([]);
      }
    },
  );

  it('is the backend’s to read', async () => {
    const { enterpriseConnections } = createBackendClient(clerk);
    const { data, totalCount } = await enterpriseConnections.getEnterpriseConnectionList();
    expect([totalCount, data[0]]).toMatchObject([
      1,
      { name: 'corp.example', domains: ['corp.example'], active: true },
    ]);
    const id = data[0]?.id ?? '';
    expect((await enterpriseConnections.getEnterpriseConnection(id)).id).toBe(id);
    // The official client leaves `false` out.
    const inactive = await send(clerk, 'GET', '/enterprise_connections?active=false');
    expect(inactive.json.total_count).toBe(0);
    await expect(
      enterpriseConnections.getEnterpriseConnection('entconn_gone'),
    ).rejects.toMatchObject({ status: 404 });
  });

  it('vouches for nobody else', async () => {
    const { response } = (await beginAs('ada@corp.example')).json;
    const { back } = await visit(response.id, 'ada@example.com');
    expect(back.searchParams.get('__clerk_error_code')).toBe(
      'enterprise_sso_email_address_domain_mismatch',
    );
  });
});
