import { describe, expect, it } from 'vitest';
import { send, startWithBackend } from '../../../support/clerk/start-with-backend';
import { createFapiTestClient, type FapiTestClient } from '../fapi-test-client';
import type { EmbeddedClerk, EmbeddedClerkOptions } from '../start';

// Who may sign up: whoever is invited, and whoever asked to be.

const email = 'ada@example.com';
const password = 'quiet-otter-lantern-42';

const start = (signUpMode: 'restricted' | 'waitlist', options: EmbeddedClerkOptions = {}) =>
  startWithBackend({ ...options, switches: { signUpMode } });

/** What a mailed link leads to, without going there. */
async function follow(clerk: EmbeddedClerk, url: string | undefined) {
  const { pathname, searchParams } = new URL(url ?? '');
  const { status, headers } = await createFapiTestClient(clerk).send('GET', pathname, {
    query: Object.fromEntries(searchParams),
  });
  return { status, place: new URL(headers.location ?? 'about:blank') };
}

const signUp = (browser: FapiTestClient, form: Record<string, string>) =>
  browser.send('POST', '/v1/client/sign_ups', { form });

describe('an invitation', () => {
  it('leads to a sign-up whose address is proved, and is good once', async () => {
    const { clerk, backend, browser } = await start('restricted');
    const invitation = await backend.invitations.createInvitation({
      emailAddress: email,
      publicMetadata: { plan: 'pro' },
      redirectUrl: 'https://app.example.com/welcome',
    });
    const { status, place } = await follow(clerk, invitation.url);
    expect([status, place.origin + place.pathname]).toEqual([
      303,
      'https://app.example.com/welcome',
    ]);
    expect(place.searchParams.get('__clerk_status')).toBe('sign_up');
    const ticket = place.searchParams.get('__clerk_ticket') ?? '';

    const begun = await signUp(browser, { strategy: 'ticket', ticket });
    expect(begun.json.response).toMatchObject({
      status: 'missing_requirements',
      email_address: email,
      missing_fields: ['password'],
      unverified_fields: [],
      public_metadata: { plan: 'pro' },
      verifications: { email_address: { status: 'verified', strategy: 'ticket' } },
    });
    const { id } = begun.json.response;
    const done = await browser.send('PATCH', `/v1/client/sign_ups/${id}`, {
      form: { strategy: 'ticket', ticket, email_address: email, password },
    });
    expect(done.json.response.status).toBe('complete');
    const user = await backend.users.getUser(done.json.response.created_user_id);
    expect(user.publicMetadata).toEqual({ plan: 'pro' });

    const again = await signUp(createFapiTestClient(clerk), { strategy: 'ticket', ticket });
    expect(again.json.errors[0].code).toBe('invitation_already_accepted');
  });

  it('leaves a sign-up as it was if anything else in the request is refused', async () => {
    const { backend, browser } = await start('restricted');
    const invited = async (address: string) => {
      const { url } = await backend.invitations.createInvitation({ emailAddress: address });
      return { strategy: 'ticket', ticket: new URL(url ?? '').searchParams.get('ticket') ?? '' };
    };
    const { id } = (await signUp(browser, await invited(email))).json.response;
    const path = `/v1/client/sign_ups/${id}`;
    const refused = await browser.send('PATCH', path, {
      form: { ...(await invited('bob@example.com')), password: 'short' },
    });
    expect(refused.status).toBe(422);
    const { json } = await browser.send('GET', path);
    expect(json.response.email_address).toBe(email);
  });

  it('leads whoever has an account to the sign-in', async () => {
    const { clerk, backend, browser } = await start('restricted');
    await backend.users.createUser({ emailAddress: [email], password });
    const { url } = await backend.invitations.createInvitation({
      emailAddress: email,
      ignoreExisting: true,
    });
    const { place } = await follow(clerk, url);
    expect(place.pathname).toBe('/sign-in');
    expect(place.searchParams.get('__clerk_status')).toBe('sign_in');
    const ticket = new URL(url ?? '').searchParams.get('ticket') ?? '';
    const { status, json } = await signUp(browser, { strategy: 'ticket', ticket });
    expect([status, json.errors[0].code]).toEqual([400, 'invitation_account_exists']);
  });

  it('is void when it is revoked or late, and is listed as that', async () => {
    const { clerk, backend } = await start('restricted');
    const revoked = await backend.invitations.createInvitation({ emailAddress: email });
    expect(await backend.invitations.revokeInvitation(revoked.id)).toMatchObject({
      status: 'revoked',
      revoked: true,
    });
    expect((await follow(clerk, revoked.url)).status).toBe(400);
    const late = await backend.invitations.createInvitation({
      emailAddress: email,
      expiresInDays: 1,
    });
    clerk.control.advanceClock(24 * 60 * 60 * 1000);
    expect((await follow(clerk, late.url)).status).toBe(400);
    const { data, totalCount } = await backend.invitations.getInvitationList();
    expect([totalCount, data[0]?.status]).toEqual([1, 'expired']);
    const gone = await backend.invitations.getInvitationList({ status: 'revoked' });
    expect(gone.data.map(({ id }) => id)).toEqual([revoked.id]);
  });

  it('is good for one account, however many have begun with it', async () => {
    const { clerk, backend } = await start('restricted');
    const { url } = await backend.invitations.createInvitation({ emailAddress: email });
    const ticket = new URL(url ?? '').searchParams.get('ticket') ?? '';
    const begun = await Promise.all(
      ['one', 'two'].map(async (name) => {
        const browser = createFapiTestClient(clerk);
        const { json } = await signUp(browser, { strategy: 'ticket', ticket });
        const path = `/v1/client/sign_ups/${json.response.id}`;
        await browser.send('PATCH', path, {
          form: {
            email_address: `${name}+clerk_test@example.com`,
            strategy: 'email_code',
            password,
          },
        });
        const form = { strategy: 'email_code', code: '424242' };
        return () => browser.send('POST', `${path}/attempt_verification`, { form });
      }),
    );
    const [first, second] = begun;
    expect((await first?.())?.json.response.status).toBe('complete');
    expect((await second?.())?.json.errors?.[0].code).toBe('invitation_already_accepted');
    expect((await backend.users.getUserList()).totalCount).toBe(1);
  });

  it('is for nobody who is invited already or has an account', async () => {
    const { clerk, backend } = await start('restricted');
    await backend.invitations.createInvitationBulk([{ emailAddress: email }]);
    const twice = await send(clerk, 'POST', '/invitations', { email_address: email });
    expect([twice.status, twice.json.errors[0].code]).toEqual([400, 'duplicate_record']);
    await backend.users.createUser({ emailAddress: ['bob@example.com'], password });
    const known = await send(clerk, 'POST', '/invitations', { email_address: 'bob@example.com' });
    expect([known.status, known.json.errors[0].code]).toEqual([422, 'form_identifier_exists']);
  });

  it('is no sign-in, and a sign-in token is no invitation', async () => {
    const { clerk, backend, browser } = await start('restricted');
    const { url } = await backend.invitations.createInvitation({ emailAddress: email });
    const ticket = new URL(url ?? '').searchParams.get('ticket') ?? '';
    const asSignIn = await browser.send('POST', '/v1/client/sign_ins', {
      form: { strategy: 'ticket', ticket },
    });
    expect(asSignIn.json.errors[0].code).toBe('ticket_invalid_code');
    const { id: userId } = await backend.users.createUser({
      emailAddress: ['bob@example.com'],
      password,
    });
    const { token } = await backend.signInTokens.createSignInToken({
      userId,
      expiresInSeconds: 60,
    });
    const asSignUp = await signUp(createFapiTestClient(clerk), {
      strategy: 'ticket',
      ticket: token,
    });
    expect(asSignUp.json.errors[0].code).toBe('sign_in_token_not_in_sign_in_code');
  });
});

describe('a sign-up without an invitation', () => {
  it.each([
    ['restricted', 'sign_up_mode_restricted'],
    ['waitlist', 'sign_up_restricted_waitlist'],
  ] as const)('is refused in %s mode', async (mode, code) => {
    const { browser } = await start(mode);
    const environment = (await browser.send('GET', '/v1/environment')).json;
    expect(environment.user_settings.sign_up.mode).toBe(mode);
    const { status, json } = await signUp(browser, { email_address: email, password });
    expect([status, json.errors[0].code]).toEqual([403, code]);
  });

  it('needs the consent to the terms where the instance asks for it', async () => {
    const { backend, browser } = await startWithBackend({ switches: { legalConsent: true } });
    const begun = await signUp(browser, {
      email_address: 'ada+clerk_test@example.com',
      password,
      strategy: 'email_code',
    });
    const { id, missing_fields, required_fields } = begun.json.response;
    expect(missing_fields).toEqual(['legal_accepted']);
    expect(required_fields).toContain('legal_accepted');
    const path = `/v1/client/sign_ups/${id}`;
    const proved = await browser.send('POST', `${path}/attempt_verification`, {
      form: { strategy: 'email_code', code: '424242' },
    });
    expect(proved.json.response.status).toBe('missing_requirements');
    const { json } = await browser.send('PATCH', path, { form: { legal_accepted: 'true' } });
    expect(json.response.status).toBe('complete');
    const user = await backend.users.getUser(json.response.created_user_id);
    expect(user.legalAcceptedAt).toBe(json.response.legal_accepted_at);
  });
});

describe('the waitlist', () => {
  it('is joined once, invites, and lets in', async () => {
    const { clerk, backend, browser } = await start('waitlist');
    const join = (address: string) =>
      browser.send('POST', '/v1/waitlist', { form: { email_address: address } });
    const { json } = await join(email);
    expect(json).toEqual({ object: 'waitlist_entry', id: expect.stringMatching(/^wle_/) });
    expect((await join('Ada@example.com')).json.id).toBe(json.id);
    expect((await join('ada@com')).status).toBe(422);

    await backend.waitlistEntries.invite(json.id);
    const url = clerk.control.sentLinks().at(-1)?.url;
    const { place } = await follow(clerk, url);
    const ticket = place.searchParams.get('__clerk_ticket') ?? '';
    const done = await signUp(browser, { strategy: 'ticket', ticket, password });
    expect(done.json.response.status).toBe('complete');
    const { data } = await backend.waitlistEntries.list({ query: email });
    expect(data).toMatchObject([{ status: 'completed', invitation: { status: 'accepted' } }]);
  });

  it('is the backend’s to fill, thin out and turn away from', async () => {
    const { clerk, backend } = await start('waitlist');
    const [first, second] = await backend.waitlistEntries.createBulk([
      { emailAddress: email },
      { emailAddress: 'bob@example.com' },
    ]);
    expect((await backend.waitlistEntries.create({ emailAddress: email })).id).toBe(first?.id);
    expect((await backend.waitlistEntries.reject(second?.id ?? '')).status).toBe('rejected');
    const late = await send(clerk, 'DELETE', `/waitlist_entries/${second?.id}`);
    expect([late.status, late.json.errors[0].code]).toEqual([409, 'waitlist_entry_not_pending']);
    await backend.waitlistEntries.delete(first?.id ?? '');
    const { data } = await backend.waitlistEntries.list({ status: 'pending' });
    expect(data).toEqual([]);
  });

  it('is not there where sign-ups are open', async () => {
    const { browser } = await startWithBackend();
    const { status } = await browser.send('POST', '/v1/waitlist', {
      form: { email_address: email },
    });
    expect(status).toBe(403);
  });
});
