import type { ClerkProvider } from '@clerk/chrome-extension';
import { ClerkAPIResponseError } from '@clerk/shared/error';
import type { OAuthTransport } from '@clerk/shared/types';
import type { ComponentProps } from 'react';
import { t } from '../i18n/t';

/** What Clerk's own card says when a sign-in with a provider ends early, by the code of the error. */
const MESSAGES = {
  oauth_access_denied: 'oauthAccessDenied',
  oauth_window_closed: 'oauthWindowClosed',
  oauth_window_open: 'oauthWindowOpen',
  oauth_page_failed: 'oauthPageFailed',
  oauth_callback_foreign: 'oauthCallbackForeign',
  oauth_callback_failed: 'oauthCallbackFailed',
} as const;

/** With these the SDK goes on: a sign-in becomes a sign-up, or the other way round. */
const TRANSFERABLE = ['external_account_not_found', 'external_account_exists'];

/** The part of `chrome.identity` that leads through a provider's pages and back. */
export type WebAuthFlow = Pick<typeof chrome.identity, 'getRedirectURL' | 'launchWebAuthFlow'>;

/**
 * Takes Clerk's OAuth and SSO flows through a window of the browser: an extension page cannot leave
 * for a provider and come back. Chrome closes the window when it is about to load
 * `https://<extension id>.chromiumapp.org/`, which belongs to this extension alone and is never
 * fetched. https://developer.chrome.com/docs/extensions/reference/api/identity#method-launchWebAuthFlow
 *
 * `open` rejects with one of `MESSAGES`, as an error of Clerk's API: the card shows these wherever
 * the flow began, and keeps others to itself where it began with an address (enterprise SSO).
 */
export function createOAuthTransport(identity: WebAuthFlow): OAuthTransport {
  const getRedirectUrl = () => identity.getRedirectURL('clerk');
  return {
    getRedirectUrl,
    open: async (url) => {
      const callbackUrl = await identity
        .launchWebAuthFlow({ url: url.href, interactive: true })
        .catch((error: unknown) => {
          throw transportError(codeOf(error));
        });
      if (callbackUrl === undefined || !isAt(callbackUrl, getRedirectUrl())) {
        throw transportError('oauth_callback_foreign');
      }
      const { searchParams } = new URL(callbackUrl);
      const failure = searchParams.get('__clerk_error_code') ?? '';
      if (searchParams.get('__clerk_status') === 'failed' && !TRANSFERABLE.includes(failure)) {
        throw transportError(failure === 'oauth_access_denied' ? failure : 'oauth_callback_failed');
      }
      return { callbackUrl };
    },
  };
}

function transportError(code: keyof typeof MESSAGES): ClerkAPIResponseError {
  const message = t(MESSAGES[code]);
  return new ClerkAPIResponseError(message, {
    status: 400,
    data: [{ code, message, long_message: message }],
  });
}

/** Chrome tells its failures apart by their text only. */
function codeOf(error: unknown): keyof typeof MESSAGES {
  const message = error instanceof Error ? error.message : '';
  if (message.includes('did not approve')) return 'oauth_window_closed';
  if (message.includes('Only one web auth flow')) return 'oauth_window_open';
  if (message.includes('could not be loaded')) return 'oauth_page_failed';
  return 'oauth_callback_failed';
}

/** Whether `url` is `place`, whatever its query. */
function isAt(url: string, place: string): boolean {
  if (!URL.canParse(url)) return false;
  const { origin, pathname } = new URL(url);
  return `${origin}${pathname}` === place;
}

/**
 * What `<ClerkProvider>` needs for sign-in with a provider. The option is one that Clerk made for
 * its own Electron SDK and has promised to nobody: nothing else here names it, the SDK's version is
 * pinned, and oauth-transport.test.ts fails when an update takes it away.
 */
export function oauthProps(
  identity: WebAuthFlow,
): Pick<ComponentProps<typeof ClerkProvider>, '__internal_oauthTransport'> {
  return { __internal_oauthTransport: createOAuthTransport(identity) };
}
