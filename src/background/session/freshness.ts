import * as z from 'zod/mini';
import { readJwtClaims } from '../../auth/jwt';

/** Seconds a token must still live when handed out, unless the caller asks for another number. */
export const DEFAULT_LEEWAY_SECONDS = 10;

/** Seconds before its expiry at which a watched token is replaced: the leeway, and time to mint. */
export const RENEW_AHEAD_SECONDS = 15;

/** A snapshot older than this is refreshed when a page asks for it. */
const SNAPSHOT_MAX_AGE_MS = 60_000;

/** Of a session token of version 2 (`o.id`) or 1 (`org_id`); a template's has what it was told to. */
const Claims = z.object({
  iat: z.int(),
  exp: z.int(),
  o: z.optional(z.catch(z.object({ id: z.optional(z.string()) }), {})),
  org_id: z.optional(z.catch(z.nullable(z.string()), null)),
});

/** What is read of a token: its times in seconds by Clerk's clock, and the organisation it names. */
export type TokenClaims = { iat: number; exp: number; organizationId: string | null };

/**
 * Reads a JWT's claims. The signature is not checked: the token came from Clerk over TLS, and whoever
 * receives it from us must verify it anyway.
 *
 * @returns `null` when the text is no JWT with a positive lifetime.
 */
export function readClaims(jwt: string): TokenClaims | null {
  const { success, data } = Claims.safeParse(readJwtClaims(jwt));
  if (!success || data.exp <= data.iat) return null;
  const { iat, exp, o, org_id } = data;
  return { iat, exp, organizationId: o?.id ?? org_id ?? null };
}

/**
 * When a token expires by this machine's clock. Its own `exp` is by Clerk's clock, which may differ
 * from ours by minutes; its lifetime (`exp - iat`) is by one clock only, and it cannot have begun
 * more than its age before we asked.
 *
 * @param askedAt epoch milliseconds, read just before the request for the token was sent.
 * @param claims of the token, in seconds.
 * @param ageSeconds how much of its life had passed by Clerk's clock when Clerk sent it, at least.
 * @returns epoch milliseconds; never later than the true expiry.
 */
export function localExpiry(
  askedAt: number,
  claims: { iat: number; exp: number },
  ageSeconds = 0,
): number {
  return askedAt + (claims.exp - claims.iat - ageSeconds) * 1000;
}

/** Whether a token that expires at `expiresAt` still lives `minTtlSeconds` from `now`. */
export function isFresh(
  token: { expiresAt: number; mintedAt: number },
  minTtlSeconds: number,
  now: number,
): boolean {
  // A clock that was set back makes every token look young: distrust one minted in the future.
  return token.mintedAt <= now && token.expiresAt - now >= minTtlSeconds * 1000;
}

/** Milliseconds from `now` until a watched token should be replaced; 0 when it is due. */
export function renewIn(token: { expiresAt: number }, now: number): number {
  return Math.max(0, token.expiresAt - now - RENEW_AHEAD_SECONDS * 1000 + 1);
}

/** Whether a snapshot of that age should be refreshed when a page asks for it. */
export function isStale(snapshot: { fetchedAt: number }, now: number): boolean {
  const age = now - snapshot.fetchedAt;
  return age < 0 || age > SNAPSHOT_MAX_AGE_MS;
}

/** Milliseconds to wait before retry number `attempt` (from 0) while Clerk is out of reach. */
export function retryIn(attempt: number): number {
  return Math.min(60_000, 1_000 * 2 ** Math.min(attempt, 10));
}
