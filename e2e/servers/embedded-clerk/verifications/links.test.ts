import { describe, expect, it } from 'vitest';
import { activeSessions } from '../../../support/clerk/people';
import { startWithBackend } from '../../../support/clerk/start-with-backend';
import { createFapiTestClient } from '../fapi-test-client';
import type { EmbeddedClerkOptions } from '../start';

const email = 'ada@example.com';
const back = 'https://app.example/back';

/** An instance with email links, Ada, and a client that has asked for a link to sign in by. */
async function setUp(options: EmbeddedClerkOptions = {}) {
  const { clerk, backend, browser } = await startWithBackend({
    attributes: { emailLink: 'on' },
    ...options,
  });
  await backend.users.createUser({ emailAddress: [email], password: 'correct horse' });
  const begun = await browser.send('POST', '/v1/client/sign_ins', { form: { identifier: email } });
  const { id } = begun.json.response;
  const ask = (redirect_url = back) =>
    browser.send('POST', `/v1/client/sign_ins/${id}/prepare_first_factor`, {
      form: { strategy: 'email_link', redirect_url },
    });
  const asked = await ask();
  /** Opens the newest link, or another, in a browser that Clerk has not seen. */
  const open = (url = clerk.control.sentLinks().at(-1)?.url ?? '', client = anybody()) => {
    const { pathname, searchParams } = new URL(url);
    return client.send('GET', pathname, { query: Object.fromEntries(searchParams) });
  };
  const anybody = () => createFapiTestClient(clerk);
  const poll = () => browser.send('GET', `/v1/client/sign_ins/${id}`);
  return { clerk, backend, browser, begun, asked, ask, open, poll };
}

/** What the page that the link leads to is told. */
function told({ status, headers }: { status: number; headers: Record<string, unknown> }) {
  expect(status).toBe(303);
  const { origin, pathname, searchParams } = new URL(String(headers.location));
  expect(origin + pathname).toBe(back);
  return searchParams;
}

describe.each(['development', 'production'] as const)('a link on a %s key', (mode) => {
  it('signs in the client that asked for it, wherever it is opened', async () => {
    const { clerk, asked, open, poll } = await setUp({ mode });
    expect(asked.json.response.first_factor_verification).toEqual({
      object: 'verification_email_link',
      status: 'unverified',
      strategy: 'email_link',
      attempts: null,
      expire_at: expect.any(Number),
    });
    expect(asked.text).not.toContain('token=');
    const opened = await open();
    const [session] = await activeSessions(clerk);
    expect(told(opened).get('__clerk_status')).toBe('verified');
    expect(told(opened).get('__clerk_created_session')).toBe(session?.id);
    // Who follows a link learns nothing of the client that it signs in.
    expect(Object.keys(opened.headers)).not.toContain('authorization');

    const { json } = await poll();
    expect(json.response).toMatchObject({ status: 'complete', created_session_id: session?.id });
    expect(json.response.first_factor_verification).toMatchObject({
      status: 'verified',
      verified_at_client: expect.stringMatching(/^client_/),
    });
    expect(json.client).toMatchObject({ last_active_session_id: session?.id });
    expect(json.response.first_factor_verification.verified_at_client).not.toBe(json.client.id);
  });
});

describe('a link', () => {
  it('is good once', async () => {
    const { clerk, open } = await setUp();
    await open();
    expect(told(await open()).get('__clerk_status')).toBe('failed');
    expect(await activeSessions(clerk)).toHaveLength(1);
  });

  it('expires after ten minutes, and says so to the application too', async () => {
    const { clerk, open, poll } = await setUp();
    clerk.control.advanceClock(10 * 60 * 1000);
    expect(told(await open()).get('__clerk_status')).toBe('expired');
    expect((await poll()).json.response.first_factor_verification.status).toBe('expired');
    expect(await activeSessions(clerk)).toEqual([]);
  });

  it('is void once another was asked for', async () => {
    const { clerk, ask, open } = await setUp();
    await ask();
    const [first, second] = clerk.control.sentLinks();
    expect(told(await open(first?.url)).get('__clerk_status')).toBe('failed');
    expect(told(await open(second?.url)).get('__clerk_status')).toBe('verified');
  });

  it('is refused in another browser where the instance asks for the same', async () => {
    const { open, browser } = await setUp({ emailLinkSameClient: true });
    expect(told(await open()).get('__clerk_status')).toBe('client_mismatch');
    expect(told(await open(undefined, browser)).get('__clerk_status')).toBe('verified');
  });

  it('that is forged leads nowhere', async () => {
    const { clerk, open } = await setUp();
    const { status, json } = await open(`${clerk.issuer}/v1/verify?token=eyJhbGciOiJub25lIn0.e30.`);
    expect(status).toBe(400);
    expect(json.errors[0].code).toBe('verification_link_token_invalid');
  });

  it('leads to no page of an extension', async () => {
    const { status, json } = await (await setUp()).ask('chrome-extension://abc/panel.html#/verify');
    expect(status).toBe(422);
    expect(json.errors[0]).toMatchObject({
      code: 'invalid_url_scheme',
      meta: { param_name: 'redirect_url' },
    });
  });

  it('is offered and sent only where it is switched on', async () => {
    const { begun, asked } = await setUp({ attributes: {} });
    const strategies = begun.json.response.supported_first_factors.map(
      (factor: { strategy: string }) => factor.strategy,
    );
    expect(strategies).not.toContain('email_link');
    expect(asked.json.errors[0].code).toBe('form_param_value_invalid');
  });

  it('completes a sign-up', async () => {
    const { clerk, open } = await setUp();
    const newcomer = createFapiTestClient(clerk);
    const { json } = await newcomer.send('POST', '/v1/client/sign_ups', {
      form: { email_address: 'grace@example.com', password: 'quiet lantern otter 17' },
    });
    const { id } = json.response;
    await newcomer.send('POST', `/v1/client/sign_ups/${id}/prepare_verification`, {
      form: { strategy: 'email_link', redirect_url: back },
    });
    expect(told(await open()).get('__clerk_status')).toBe('verified');
    const polled = await newcomer.send('GET', `/v1/client/sign_ups/${id}`);
    expect(polled.json.response.status).toBe('complete');
    expect(polled.json.response.verifications.email_address.status).toBe('verified');
    expect(polled.json.client.sessions).toHaveLength(1);
  });

  it('proves an address that is added in the profile', async () => {
    const { open, browser } = await setUp();
    await open();
    const added = await browser.send('POST', '/v1/me/email_addresses', {
      form: { email_address: 'ada@elsewhere.example' },
    });
    const path = `/v1/me/email_addresses/${added.json.response.id}`;
    await browser.send('POST', `${path}/prepare_verification`, {
      form: { strategy: 'email_link', redirect_url: back },
    });
    expect(told(await open()).get('__clerk_status')).toBe('verified');
    expect((await browser.send('GET', path)).json.response.verification.status).toBe('verified');
  });

  it('proves no address that has become somebody else’s', async () => {
    const { backend, browser, open } = await setUp();
    await open();
    const address = 'ada@elsewhere.example';
    const added = await browser.send('POST', '/v1/me/email_addresses', {
      form: { email_address: address },
    });
    const path = `/v1/me/email_addresses/${added.json.response.id}`;
    await browser.send('POST', `${path}/prepare_verification`, {
      form: { strategy: 'email_link', redirect_url: back },
    });
    await backend.users.createUser({ emailAddress: [address], password: 'correct horse' });
    expect(told(await open()).get('__clerk_status')).toBe('failed');
    expect((await browser.send('GET', path)).json.response.verification.status).toBe('unverified');
  });
});
