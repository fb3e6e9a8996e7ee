import { readJwtClaims } from '../auth/jwt';

/** The name of the client JWT in a development request's URL and in its answer's headers. */
const DEVELOPMENT_QUERY = '__clerk_db_jwt';
const DEVELOPMENT_HEADER = 'Clerk-Db-Jwt';
/** A production request and its answer both name the client in this header. */
const PRODUCTION_HEADER = 'Authorization';

export type KeyMode = 'development' | 'production';

/**
 * The `chrome.storage.local` key of the client JWT. It is the SDK's own, from when the SDK did the
 * storing, so that whoever signed in then still is.
 */
export function clientJwtKey(frontendApiHost: string): string {
  return `${frontendApiHost}|__clerk_client_jwt|v2`;
}

/** Where a request goes and what it carries. */
export type OutgoingRequest = { url: URL; headers: Headers };

/**
 * The client JWT that a request carries, `undefined` if none.
 *
 * @see https://github.com/clerk/javascript/blob/main/packages/chrome-extension/src/internal/utils/request-handler.ts
 */
export function requestJwt({ url, headers }: OutgoingRequest, mode: KeyMode): string | undefined {
  const value =
    mode === 'development'
      ? url.searchParams.get(DEVELOPMENT_QUERY)
      : headers.get(PRODUCTION_HEADER)?.replace(/^Bearer /, '');
  return value || undefined;
}

/** Makes a request carry `jwt`, or none, in the form that Clerk reads it from on a key of that mode. */
export function setRequestJwt(
  { url, headers }: OutgoingRequest,
  mode: KeyMode,
  jwt: string | undefined,
): void {
  if (mode === 'development') {
    if (jwt === undefined) url.searchParams.delete(DEVELOPMENT_QUERY);
    else url.searchParams.set(DEVELOPMENT_QUERY, jwt);
    return;
  }
  if (jwt === undefined) {
    headers.delete(PRODUCTION_HEADER);
  } else {
    url.searchParams.set('_is_native', '1');
    headers.set(PRODUCTION_HEADER, `Bearer ${jwt}`);
  }
}

/**
 * What an answer says of the client JWT: a new one, `null` for "forget it", `undefined` for nothing.
 *
 * An answer without the header says nothing on either kind of key. The SDK takes that for "forget it"
 * on a development key, but Clerk always sends the header, so its absence means that something else
 * answered (a captive portal, a proxy), and obeying would sign the person out for good.
 *
 * @see https://github.com/clerk/javascript/blob/main/packages/chrome-extension/src/internal/utils/response-handler.ts
 */
export function answerJwt(headers: Headers, mode: KeyMode): string | null | undefined {
  if (mode === 'development') return headers.get(DEVELOPMENT_HEADER) || undefined;
  const header = headers.get(PRODUCTION_HEADER);
  if (!header) return undefined;
  return header.startsWith('Bearer') ? header.split(' ')[1] || null : header;
}

/**
 * When Clerk signed a client JWT, in epoch milliseconds by Clerk's clock; `undefined` for one that does not
 * say so, as a development key's.
 */
export function issuedAt(jwt: string | undefined): number | undefined {
  const iat = jwt === undefined ? undefined : readJwtClaims(jwt)?.iat;
  return typeof iat === 'number' ? iat * 1000 : undefined;
}

/**
 * Whether two client JWTs name the same client in the same rotation. Clerk signs one anew in answers
 * that change nothing, so they may differ in when they were issued and until when they hold.
 */
export function isSameClient(one: unknown, other: unknown): boolean {
  if (one === other) return true;
  if (typeof one !== 'string' || typeof other !== 'string') return false;
  const claims = clientClaims(one);
  return claims !== null && claims === clientClaims(other);
}

/** The claims that do not change with the time of signing, as one comparable text. */
function clientClaims(jwt: string): string | null {
  // A development key's is no JWT but an opaque name.
  const claims = readJwtClaims(jwt) ?? {};
  const lasting = Object.entries(claims).filter(([name]) => !/^(iat|exp|nbf)$/.test(name));
  return lasting.length === 0 ? null : JSON.stringify(lasting.sort());
}
