import type { TokenRequest, TokenResult } from '../../auth/access-token';
import { authError } from '../../auth/contract';
import type { KnownSession } from '../../auth/session-snapshot';
import { RouteError } from '../../messaging/errors';
import { mayMeanSignedOut, unreachable } from '../clerk/errors';
import type { ClerkGateway, TokenScope } from '../clerk/gateway';
import type { SessionCache } from './cache';
import { DEFAULT_LEEWAY_SECONDS, isFresh, isStale, localExpiry, readLifetime } from './freshness';
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

/** Serves tokens from the cache and mints what is not there. `now` is epoch milliseconds. */
export function createGetToken(
  cache: SessionCache,
  gateway: Pick<ClerkGateway, 'mintToken'>,
  now: () => number,
): GetToken {
  const mints = createSingleFlight<VaultToken>();

  /** A new token, cached unless the session it was minted for has changed meanwhile. */
  function mint(scope: TokenScope): Promise<VaultToken> {
    const generation = cache.generation();
    return mints.run(`${generation} ${keyOf(scope)}`, async () => {
      const askedAt = now();
      const jwt = await gateway.mintToken(scope);
      const lifetime = readLifetime(jwt);
      if (lifetime === null) throw unreachable(true);
      const token = { jwt, mintedAt: askedAt, expiresAt: localExpiry(askedAt, lifetime) };
      cache.putToken(scope, token, generation);
      return token;
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
   * Whether a cached token needs Clerk's word that its session lives on: one from a template may live
   * for hours, and a sign-out elsewhere is not always reported to us.
   */
  function needsRevalidation(token: VaultToken, session: KnownSession): boolean {
    return isStale({ fetchedAt: token.mintedAt }, now()) && isStale(session, now());
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
    let revalidated = false;
    for (let attempt = 1; attempt <= MAX_ATTEMPTS; attempt += 1) {
      const refreshError = await settleFor(request, () => resolveSession(cache, now)).then(
        () => null,
        (error: unknown) => error,
      );
      const session = cache.latest();
      if (session.status === 'unavailable') throw refreshError;
      const generation = cache.generation();
      const held = cachedToken(request, session);
      if (held) {
        if (revalidated || refreshError || !needsRevalidation(held.token, session)) {
          return toTokenResult(held.scope, held.token, 'vault');
        }
        revalidated = true;
        await settleFor(request, cache.joinRefresh).catch(() => {});
        continue;
      }
      const target = scopeOf(request, session);
      if (target.status === 'wrong-organization') throw wrongOrganization();
      if (refreshError) throw refreshError;
      if (target.status !== 'ok') return target;

      const token = await mint(target.scope).catch(async (error: unknown) => {
        if (!(error instanceof RouteError && mayMeanSignedOut(error))) throw error;
        await cache.refresh();
        if (cache.generation() === generation) throw error;
        return null;
      });
      if (token === null || cache.generation() !== generation) continue;
      if (isFresh(token, minTtlOf(request), now())) {
        return toTokenResult(target.scope, token, 'clerk');
      }
      throw authError(
        'CLERK_REJECTED',
        'A new token of this kind does not live as long as was asked: ask for fewer seconds.',
        { retryable: false },
      );
    }
    throw unreachable(true);
  }

  return (request) => {
    const session = cache.validSnapshot();
    const held = session && cachedToken(request, session);
    if (held && !needsRevalidation(held.token, session)) {
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
