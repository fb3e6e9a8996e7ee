import { decodeBase64Url } from './base64url.ts';

/** A publishable key, taken apart. */
export type PublishableKey = {
  mode: 'development' | 'production';
  /** Host of the Frontend API, e.g. `happy-otter-1.clerk.accounts.dev`. No scheme, no port. */
  frontendApiHost: string;
};

/**
 * Decodes a Clerk publishable key: `pk_test_` or `pk_live_`, then base64 of `<host>$`.
 *
 * @returns the key's mode and host, or `null` when the text is not such a key. It cannot tell
 * whether Clerk knows the key.
 * @see https://github.com/clerk/javascript/blob/main/packages/shared/src/keys.ts
 */
export function decodePublishableKey(text: string): PublishableKey | null {
  const match = /^pk_(test|live)_([A-Za-z0-9+/_-]+={0,2})$/.exec(text);
  if (!match?.[2]) return null;
  const decoded = decodeBase64Url(match[2]);
  if (!decoded?.endsWith('$')) return null;
  const frontendApiHost = decoded.slice(0, -1);
  if (!isDnsName(frontendApiHost)) return null;
  return { mode: match[1] === 'live' ? 'production' : 'development', frontendApiHost };
}

const LABEL = '[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?';
const DNS_NAME = new RegExp(`^(?=.{3,253}$)${LABEL}(?:\\.${LABEL})+$`);

/**
 * Whether the text is a lower-case DNS name of two labels or more that a URL keeps as it is: `0.0` becomes
 * `0.0.0.0`. `URL` alone is no judge of that: it accepts `*.example.com` as a host, which in a match pattern
 * would grant every subdomain.
 */
export function isDnsName(text: string): boolean {
  const url = `https://${text}`;
  return DNS_NAME.test(text) && URL.canParse(url) && new URL(url).host === text;
}
