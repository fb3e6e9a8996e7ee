import { expect, it, vi } from 'vitest';
import { withEmailLinkPage } from './email-link';

const HOST = 'happy-otter-1.clerk.accounts.dev';
const panel = 'chrome-extension://abcdefghijklmnop/panel.html#/verify';

/** What is sent in place of this request. */
async function sent(path: string, form: Record<string, string>, host = HOST) {
  const nativeFetch = vi.fn<typeof fetch>(async () => new Response());
  const body = new URLSearchParams(form).toString();
  await withEmailLinkPage(host, nativeFetch)(new URL(`https://${HOST}${path}`), {
    method: 'POST',
    body,
  });
  return Object.fromEntries(new URLSearchParams(String(nativeFetch.mock.calls[0]?.[1]?.body)));
}

it.each([
  ['/v1/client/sign_ins', 'sign-in'],
  ['/v1/client/sign_ins/sia_1/prepare_first_factor', 'sign-in'],
  ['/v1/client/sign_ins/sia_1/prepare_second_factor', 'sign-in'],
  ['/v1/client/sign_ups', 'sign-up'],
  ['/v1/client/sign_ups/sua_1/prepare_verification', 'sign-up'],
  ['/v1/me/email_addresses/idn_1/prepare_verification', 'sign-in'],
])('a link asked for by %s leads to the account portal', async (path, page) => {
  const form = { strategy: 'email_link', email_address_id: 'idn_1', redirect_url: panel };
  expect(await sent(path, form)).toEqual({
    ...form,
    redirect_url: `https://happy-otter-1.accounts.dev/${page}#/verify`,
  });
});

it.each([
  ['another strategy', '/v1/client/sign_ins', { strategy: 'oauth_google', redirect_url: panel }],
  ['another endpoint', '/v1/client/sessions', { strategy: 'email_link', redirect_url: panel }],
])('%s is sent as it is', async (_, path, form) => {
  expect(await sent(path, form)).toEqual(form);
});

it('leaves another server’s requests alone', async () => {
  const form = { strategy: 'email_link', redirect_url: panel };
  expect(await sent('/v1/client/sign_ins', form, 'clerk.example.com')).toEqual(form);
});

it('knows the portal of a production instance', async () => {
  const nativeFetch = vi.fn<typeof fetch>(async () => new Response());
  const body = 'strategy=email_link';
  const url = 'https://clerk.example.com/v1/client/sign_ins';
  await withEmailLinkPage('clerk.example.com', nativeFetch)(url, { method: 'POST', body });
  expect(String(nativeFetch.mock.calls[0]?.[1]?.body)).toContain(
    encodeURIComponent('https://accounts.example.com/sign-in#/verify'),
  );
});
