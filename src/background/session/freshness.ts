/** Seconds a token must still live when handed out, unless the caller asks for another number. */
export const DEFAULT_LEEWAY_SECONDS = 10;

/** How long before its expiry a watched token is replaced: the leeway, and time to mint. */
export const RENEW_AHEAD_SECONDS = 20;

/** A snapshot older than this is asked for again when a page comes to look at it. */
const SNAPSHOT_MAX_AGE_MS = 60_000;

/**
 * When a token ends by this machine's clock. Its own `exp` is by Clerk's clock, which may differ
 * from ours by minutes; its lifetime (`exp - iat`) is by one clock only, and it cannot have begun
 * before we asked.
 *
 * @param askedAt epoch milliseconds, read just before the request for the token was sent.
 * @param claims of the token, in seconds.
 * @returns epoch milliseconds; never later than the true end.
 */
export function localExpiry(askedAt: number, claims: { iat: number; exp: number }): number {
  return askedAt + (claims.exp - claims.iat) * 1000;
}

/** Whether a token that ends at `expiresAt` still lives `minTtlSeconds` from `now`. */
export function isFresh(
  token: { expiresAt: number; mintedAt: number },
  minTtlSeconds: number,
  now: number,
): boolean {
  // A clock that was set back makes every token look young: distrust what claims to be minted later.
  return token.mintedAt <= now && token.expiresAt - now >= minTtlSeconds * 1000;
}

/** Milliseconds from `now` until a watched token is no longer fresh enough; 0 when it is due. */
export function renewIn(token: { expiresAt: number }, now: number): number {
  return Math.max(0, token.expiresAt - now - RENEW_AHEAD_SECONDS * 1000 + 1);
}

/** Whether a snapshot of that age should be asked for again when a page looks at it. */
export function isStale(snapshot: { fetchedAt: number }, now: number): boolean {
  const age = now - snapshot.fetchedAt;
  return age < 0 || age > SNAPSHOT_MAX_AGE_MS;
}

/** Milliseconds to wait before retry number `attempt` (from 0) while Clerk is out of reach. */
export function retryIn(attempt: number): number {
  return Math.min(60_000, 1_000 * 2 ** Math.min(attempt, 10));
}
