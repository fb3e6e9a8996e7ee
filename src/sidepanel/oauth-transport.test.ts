import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { isClerkAPIResponseError } from '@clerk/shared/error';
import { describe, expect, it } from 'vitest';
import { createOAuthTransport, type WebAuthFlow } from './oauth-transport';

const REDIRECT = 'https://okglanhlffocacilmmcjpjkpeoamncfh.chromiumapp.org/clerk';
const PROVIDER = new URL('https://accounts.example.com/authorize?state=s');

/** `chrome.identity` whose window ends as `end` says; remembers what it was told to open. */
function identityThatEnds(end: () => Promise<string | undefined>) {
  const opened: chrome.identity.WebAuthFlowDetails[] = [];
  const identity = {
    getRedirectURL: (path?: string) => new URL(path ?? '', REDIRECT).href,
    launchWebAuthFlow: (details: chrome.identity.WebAuthFlowDetails) => {
      opened.push(details);
      return end();
    },
  } as WebAuthFlow;
  return { transport: createOAuthTransport(identity), opened };
}

async function codeOf(end: () => Promise<string | undefined>): Promise<string> {
  const error: unknown = await identityThatEnds(end)
    .transport.open(PROVIDER)
    .then(
      () => null,
      (reason: unknown) => reason,
    );
  expect(error).toSatisfy(isClerkAPIResponseError);
  return isClerkAPIResponseError(error) ? (error.errors[0]?.code ?? '') : '';
}

describe('the OAuth transport', () => {
  it('opens the provider in a window and hands the callback on', async () => {
    const callbackUrl = `${REDIRECT}?rotating_token_nonce=n`;
    const { transport, opened } = identityThatEnds(async () => callbackUrl);
    expect(await transport.getRedirectUrl()).toBe(REDIRECT);
    expect(await transport.open(PROVIDER)).toEqual({ callbackUrl });
    expect(opened).toEqual([{ url: PROVIDER.href, interactive: true }]);
  });

  it.each([
    ['The user did not approve access.', 'oauth_window_closed'],
    ['Only one web auth flow is allowed at a time.', 'oauth_window_open'],
    ['Authorization page could not be loaded.', 'oauth_page_failed'],
    ['Something Chrome has not said before', 'oauth_callback_failed'],
  ])('says what Chrome means by "%s"', async (message, code) => {
    expect(await codeOf(() => Promise.reject(new Error(message)))).toBe(code);
  });

  it.each([
    undefined,
    '',
    'https://abcdefghijklmnopabcdefghijklmnop.chromiumapp.org/clerk?rotating_token_nonce=n',
    'https://okglanhlffocacilmmcjpjkpeoamncfh.chromiumapp.org/other?rotating_token_nonce=n',
    'https://okglanhlffocacilmmcjpjkpeoamncfh.chromiumapp.org.example.com/clerk',
    'http://okglanhlffocacilmmcjpjkpeoamncfh.chromiumapp.org/clerk',
    'chrome-extension://okglanhlffocacilmmcjpjkpeoamncfh/clerk',
  ])('refuses a callback at %s', async (callbackUrl) => {
    expect(await codeOf(async () => callbackUrl)).toBe('oauth_callback_foreign');
  });

  it('tells of a refusal, and leaves what Clerk can go on with to Clerk', async () => {
    const callback = (code: string) =>
      `${REDIRECT}?__clerk_status=failed&__clerk_error_code=${code}`;
    expect(await codeOf(async () => callback('oauth_access_denied'))).toBe('oauth_access_denied');
    const callbackUrl = callback('external_account_not_found');
    const { transport } = identityThatEnds(async () => callbackUrl);
    expect(await transport.open(PROVIDER)).toEqual({ callbackUrl });
  });

  it('says a sentence, and no callback in it', async () => {
    const secret = `${REDIRECT}x?rotating_token_nonce=secret`;
    const { transport } = identityThatEnds(async () => secret);
    await expect(transport.open(PROVIDER)).rejects.toThrow(
      'The provider did not return to this extension. Try again.',
    );
  });
});

describe('the installed Clerk SDK', () => {
  const require = createRequire(import.meta.url);
  const folderOf = (name: string) => join(require.resolve(name), '..');

  it.each([
    [
      'takes the transport',
      join(folderOf('@clerk/clerk-js'), 'clerk.no-rhc.mjs'),
      '__internal_oauthTransport',
    ],
    [
      'signs in by it',
      join(folderOf('@clerk/ui'), 'components/SignIn/SignInSocialButtons.js'),
      '__internal_hasOAuthTransport',
    ],
    [
      'connects accounts by it',
      join(folderOf('@clerk/ui'), 'components/UserProfile/ConnectedAccountsMenu.js'),
      '__internal_oauthTransport',
    ],
  ])('still %s', async (_what, file, use) => {
    const source = await readFile(file, 'utf8');
    expect(
      source.includes(use),
      `${file} no longer has ${use}: this version of Clerk's SDK may have dropped the option that sign-in with a provider depends on. Keep the version that was pinned, or set VITE_CLERK_OAUTH=off (src/sidepanel/oauth-transport.ts).`,
    ).toBe(true);
  });
});
