import type { TokenRequest, TokenResult } from '../../auth/access-token';
import { authError } from '../../auth/contract';
import type { KnownSession } from '../../auth/session-snapshot';
import { RouteError } from '../../messaging/errors';
import { notAMember, unreachable } from '../clerk/errors';
import type { ClerkGateway, TokenScope } from '../clerk/gateway';
import type { SessionCache } from './cache';
import {
  DEFAULT_LEEWAY_SECONDS,
  isFresh,
  isStale,
  localExpiry,
  readClaims,
  type TokenClaims,
} from './freshness';
import type { Refusals } from './refusals';
import { resolveSession } from './resolve-session';
import { createSingleFlight } from './single-flight';
import { ANSWER_TIMEOUT_MS, SETTLE_TIMEOUT_MS, withTimeout } from './timeout';
import { keyOf, type VaultToken } from './token-vault';

/** Attempts when the session keeps changing mid-mint. */
const MAX_ATTEMPTS = 3;

/** A value when there is no need to wait, or else the promise of one. */
export type MaybePromise<T> = T | Promise<T>;

/**
 * A token that lives at least as long as asked, or why there is none. A token at hand, as there
 * mostly is, comes without a promise or a timer. Rejects with a `RouteError` of the auth contract.
 */
export type GetToken = (request: TokenRequest) => MaybePromise<TokenResult>;

/** What came of asking Clerk: a token, and whether it was made for that. */
type Mint = { token: VaultToken; isNew: boolean };

/**
 * Serves tokens from the cache and mints what is not there. `now` is epoch milliseconds.
 *
 * @param refusals kept here; cleared by whoever knows that Clerk should be asked again.
 */
export function createGetToken(
  cache: SessionCache,
  gateway: Pick<ClerkGateway, 'mintToken'>,
  refusals: Refusals,
  now: () => number,
): GetToken {
  const mints = createSingleFlight<Mint | null>();

  /**
   * A token of Clerk's, cached unless a new generation has begun meanwhile; `null` if there is none, or
   * one for another organisation, because the session has changed. Rejects with what Clerk has said
   * of late if that was a refusal.
   */
  async function mint(scope: TokenScope): Promise<Mint | null> {
    const generation = cache.generation();
    // With the generation, for another session or other permissions may have another answer.
    const key = `${generation} ${keyOf(scope)}`;
    const refusal = refusals.get(key);
    if (refusal) throw refusal;
    return mints.run(key, async () => {
      const askedAt = now();
      const minted = await gateway.mintToken(scope).catch(async (error: unknown) => {
        // A change that has begun since ends the requests under way.
        if (cache.generation() !== generation) return null;
        if (!isRefusal(error)) throw error;
        // The session may have ended, or its organisation been left. Only Clerk can tell.
        await cache.refresh();
        if (cache.generation() !== generation) return null;
        refusals.add(key, error);
        throw error;
      });
      if (minted === null) return null;
      const { jwt, ageSeconds } = minted;
      const claims = readClaims(jwt);
      if (claims === null) throw unreachable(true);
      if (!isForOrganization(claims, scope)) return null;
      const expiresAt = localExpiry(askedAt, claims, ageSeconds);
      const token = { jwt, mintedAt: askedAt, expiresAt };
      cache.putToken(scope, token, generation);
      return { token, isNew: ageSeconds === 0 };
    });
  }

  /** The cached token that would do for this request in that session. */
  function cachedToken(
    request: TokenRequest,
    session: KnownSession,
  ): { scope: TokenScope; token: VaultToken } | null {
    const target = scopeOf(request, session);
    if (request.fresh || target.status !== 'ok') return null;
    const token = cache.getToken(target.scope);
    if (!token || !isFresh(token, minTtlOf(request), now())) return null;
    return { scope: target.scope, token };
  }

  /**
   * Whether Clerk must say that the session still is as cached. Changes elsewhere are not always
   * reported to us: a sign-in on a synced host, or a sign-out while a template's token lives for hours.
   */
  function needsRevalidation(request: TokenRequest, session: KnownSession): boolean {
    if (!isStale(session, now())) return false;
    const held = cachedToken(request, session);
    return held
      ? isStale({ fetchedAt: held.token.mintedAt }, now())
      : session.status === 'signed-out';
  }

  /**
   * Runs `task` for as long as this request can wait: a caller who could have a cached token
   * does not wait for a Clerk that hangs.
   */
  async function settleFor<T>(request: TokenRequest, task: () => Promise<T>): Promise<T> {
    const cached = await cache.load();
    return cached && cachedToken(request, cached)
      ? withTimeout(SETTLE_TIMEOUT_MS, task, () => unreachable(true))
      : task();
  }

  async function getToken(request: TokenRequest): Promise<TokenResult> {
    for (let attempt = 1; attempt <= MAX_ATTEMPTS; attempt += 1) {
      const refreshError = await settleFor(request, () =>
        resolveSession(cache, (session) => needsRevalidation(request, session)),
      ).then(
        () => null,
        (error: unknown) => error,
      );
      const session = cache.latest();
      if (session.status === 'unavailable') throw refreshError;
      const held = cachedToken(request, session);
      if (held) return toTokenResult(held.scope, held.token, 'vault');
      const target = scopeOf(request, session);
      if (target.status === 'wrong-organization') throw wrongOrganization();
      if (refreshError) throw refreshError;
      if (target.status !== 'ok') return target;
      // A change has just begun: a token minted now might belong to the session before it or after.
      if (!cache.validSnapshot()) continue;

      const { scope } = target;
      const generation = cache.generation();
      const minted = await mint(scope).catch((error: unknown) => {
        const isOfOrganization = isRefusal(error) && isForeignOrganization(scope, session);
        throw isOfOrganization ? notAMember(error) : error;
      });
      // Also when the clock was set meanwhile, since nobody knows when that token expires.
      if (cache.generation() !== generation) continue;
      if (minted === null) {
        await cache.refresh();
        continue;
      }
      const { token, isNew } = minted;
      // One that is not new but will not do has cost no request of its own, and the next one is new.
      if (isFresh(token, minTtlOf(request), now()) && (isNew || !request.fresh)) {
        return toTokenResult(scope, token, 'clerk');
      }
      if (isNew && token.expiresAt - token.mintedAt < minTtlOf(request) * 1000) {
        throw tooShortLived();
      }
    }
    throw unreachable(true);
  }

  return (request) => {
    const session = cache.validSnapshot();
    const held = session && cachedToken(request, session);
    if (held && !needsRevalidation(request, session)) {
      return toTokenResult(held.scope, held.token, 'vault');
    }
    return withTimeout(
      ANSWER_TIMEOUT_MS,
      () => getToken(request),
      () => unreachable(true),
    );
  };
}

/** Seconds that the token must still live. */
function minTtlOf(request: TokenRequest): number {
  return request.minTtlSeconds ?? DEFAULT_LEEWAY_SECONDS;
}

type Target =
  | { status: 'ok'; scope: TokenScope }
  | { status: 'signed-out' | 'pending' }
  /** A template for an organisation that is not active: Clerk fills templates in for that one only. */
  | { status: 'wrong-organization' };

/** Which token a request means in that session, or why there can be none. */
function scopeOf(request: TokenRequest, session: KnownSession): Target {
  if (session.status !== 'signed-in') return { status: session.status };
  const { template = null } = request;
  const active = session.organization?.id ?? null;
  const organizationId = request.organizationId ?? active;
  if (template !== null && organizationId !== active) return { status: 'wrong-organization' };
  return { status: 'ok', scope: { sessionId: session.sessionId, organizationId, template } };
}

/** Whether the scope names an organisation other than the one that the session is in. */
function isForeignOrganization({ organizationId }: TokenScope, session: KnownSession): boolean {
  const active = session.status === 'signed-in' ? session.organization?.id : undefined;
  return organizationId !== null && organizationId !== active;
}

/**
 * Whether a token is for the organisation that it was asked for. A session's own token always names
 * its organisation; one from a template may leave it out.
 */
function isForOrganization({ organizationId }: TokenClaims, scope: TokenScope): boolean {
  if (scope.template !== null && organizationId === null) return true;
  return organizationId === scope.organizationId;
}

/** Whether Clerk itself has refused the request. */
function isRefusal(error: unknown): error is RouteError {
  return error instanceof RouteError && error.code === 'CLERK_REJECTED';
}

function tooShortLived(): RouteError {
  return authError(
    'CLERK_REJECTED',
    'A new token of this kind does not live as long as was asked: ask for fewer seconds.',
    { retryable: false },
  );
}

function wrongOrganization(): RouteError {
  return authError(
    'CLERK_REJECTED',
    'A template is filled in for the active organisation: switch to that one first.',
    { retryable: false },
  );
}

function toTokenResult(
  scope: TokenScope,
  { jwt, expiresAt }: VaultToken,
  source: 'vault' | 'clerk',
): TokenResult {
  return { status: 'ok', token: { ...scope, jwt, expiresAt, source } };
}
