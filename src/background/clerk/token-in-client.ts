import { readClaims } from '../session/freshness';
import type { ClerkClient } from './client';
import type { MintedToken, TokenScope } from './gateway';

/** A `fetch` that notes when, by Clerk's clock, Clerk last said who the client is. */
export type ClientClock = {
  fetch: typeof fetch;
  /** Whole seconds since the epoch, as the answer's `Date` has them; `null` without such an answer. */
  answeredAt(): number | null;
};

/**
 * Watches the answers with which the SDK learns of its client. Their `Date` and the times in a token
 * are of one clock, and so tell the token's age whatever this machine's clock says.
 *
 * @param nativeFetch what sends the requests.
 */
export function createClientClock(frontendApiHost: string, nativeFetch: typeof fetch): ClientClock {
  let answeredAt: number | null = null;
  return {
    async fetch(input, init) {
      const response = await nativeFetch(input, init);
      const { host, pathname } = new URL(input instanceof Request ? input.url : input);
      if (host === frontendApiHost && pathname === '/v1/client') {
        const ms = Date.parse(response.headers.get('date') ?? '');
        answeredAt = response.ok && !Number.isNaN(ms) ? Math.floor(ms / 1000) : null;
      }
      return response;
    },
    answeredAt: () => answeredAt,
  };
}

/**
 * The session's own token that came with the client just fetched, which saves the request for one.
 *
 * @param answeredAt of the answer that the client came with.
 * @returns `null` when there is none for that scope, when nobody knows its age, or when it has expired.
 * @see https://clerk.com/docs/reference/frontend-api/model/Session (last_active_token)
 */
export function tokenInClient(
  clerk: ClerkClient,
  { sessionId, organizationId, template }: TokenScope,
  answeredAt: number | null,
): MintedToken | null {
  const session = clerk.client?.signedInSessions.find(({ id }) => id === sessionId);
  const jwt = session?.status === 'active' && session.lastActiveToken?.getRawString();
  if (!jwt || template !== null || answeredAt === null) return null;
  const claims = readClaims(jwt);
  if (claims?.organizationId !== organizationId) return null;
  // `Date` has whole seconds, so Clerk may have answered almost a second later.
  const ageSeconds = Math.max(1, answeredAt + 1 - claims.iat);
  return ageSeconds < claims.exp - claims.iat ? { jwt, ageSeconds } : null;
}
