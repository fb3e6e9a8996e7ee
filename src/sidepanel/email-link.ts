import { buildAccountsBaseUrl } from '@clerk/shared/buildAccountsBaseUrl';

/** Requests that have a link mailed. The end of the path says what for. */
const SENDS_LINK =
  /^\/v1\/(client\/sign_ins(\/[^/]+\/prepare_(first|second)_factor)?|client\/sign_ups(\/[^/]+\/prepare_verification)?|me\/email_addresses\/[^/]+\/prepare_verification)$/;

/**
 * Has the links that Clerk mails lead to a page that exists. The SDK names the page it runs on, here one of
 * the extension, which Clerk refuses (`invalid_url_scheme`) and no browser would open from a mail. The
 * account portal that Clerk keeps for every application takes its place: its page says what came of
 * the link, and to return to where it was asked for, which is the panel; and that learns it by polling.
 *
 * @param nativeFetch what sends the requests.
 */
export function withEmailLinkPage(
  frontendApiHost: string,
  nativeFetch: typeof fetch,
): typeof fetch {
  const portal = buildAccountsBaseUrl(frontendApiHost);
  return (input, init) => {
    const { host, pathname } = new URL(input instanceof Request ? input.url : input);
    const isOurs = host === frontendApiHost && SENDS_LINK.test(pathname);
    if (!isOurs || typeof init?.body !== 'string') return nativeFetch(input, init);
    const form = new URLSearchParams(init.body);
    if (form.get('strategy') !== 'email_link') return nativeFetch(input, init);
    const page = pathname.startsWith('/v1/client/sign_ups') ? 'sign-up' : 'sign-in';
    form.set('redirect_url', `${portal}/${page}#/verify`);
    return nativeFetch(input, { ...init, body: form.toString() });
  };
}
