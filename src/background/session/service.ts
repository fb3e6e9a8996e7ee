import type { TokenRequest, TokenResult } from '../../auth/access-token';
import { authError } from '../../auth/contract';
import type { KnownSession, SessionSnapshot } from '../../auth/session-snapshot';
import { RouteError } from '../../messaging/errors';
import { mayMeanSignedOut, unreachable } from '../clerk/errors';
import type { ClerkGateway, TokenScope } from '../clerk/gateway';
import type { SessionKnowledge } from './cache';
import { DEFAULT_LEEWAY_SECONDS, isFresh, isStale, localExpiry } from './freshness';
import { readLifetime } from './jwt-claims';
import { createSingleFlight } from './single-flight';
import { withBudget } from './timeout';
import { keyOf, type TokenVault, type VaultToken } from './token-vault';

/** How often a token is asked for again because the session changed while it was minted. */
const MAX_ATTEMPTS = 3;

/**
 * Milliseconds for one answer, all its looks and mints together: under the routes' ten seconds, so
 * that callers hear why and not just that it took too long.
 */
const ANSWER_MS = 9_000;

/** What the worker does for pages. Rejections are `RouteError`s of the auth contract's set. */
export type SessionService = {
  /** A token that lives at least as long as asked, or why there is none. */
  getToken(request: TokenRequest): Promise<TokenResult>;
  /** The same without a promise or a timer if it is held already, as it mostly is; else `null`. */
  tokenAtHand(request: TokenRequest): TokenResult | null;
  /** Who is signed in, no older than a minute unless Clerk is out of reach. */
  getSession(): Promise<SessionSnapshot>;
  /** Ends the session at Clerk, and with it every token held here. */
  signOut(): Promise<void>;
  /** Switches organisation (`null`: the personal account); resolves to the session after it. */
  setActiveOrganization(organizationId: string | null): Promise<SessionSnapshot>;
};

/**
 * Serves tokens and sessions out of what is known and held, and asks Clerk for what is not.
 *
 * @param now epoch milliseconds.
 */
export function createSessionService(
  knowledge: SessionKnowledge,
  vault: TokenVault,
  gateway: ClerkGateway,
  now: () => number = Date.now,
): SessionService {
  const mints = createSingleFlight<VaultToken>();

  /** A new token, kept for later unless who it was minted for has changed meanwhile. */
  function mint(scope: TokenScope): Promise<VaultToken> {
    const generation = knowledge.generation();
    return mints.run(`${generation} ${keyOf(scope)}`, async () => {
      const askedAt = now();
      const jwt = await gateway.mintToken(scope);
      const lifetime = readLifetime(jwt);
      if (lifetime === null) throw unreachable(true);
      const token = { jwt, mintedAt: askedAt, expiresAt: localExpiry(askedAt, lifetime) };
      if (knowledge.generation() === generation) {
        vault.put(scope, token);
        void knowledge.save();
      }
      return token;
    });
  }

  /**
   * What is known once every look under way is over; asks Clerk when nothing is, or when it may be
   * wrong. `doubt` is why Clerk could not be asked in the latter case.
   */
  async function settled(): Promise<{ session: KnownSession; doubt: unknown }> {
    const { known, hung } = await knowledge.settled();
    const mayBeWrong =
      !known || knowledge.isOverdue() || (known.status === 'signed-out' && isStale(known, now()));
    if (!mayBeWrong) return { session: known, doubt: null };
    if (known && hung) return { session: known, doubt: unreachable(true) };
    try {
      return { session: await knowledge.joinLook(), doubt: null };
    } catch (doubt) {
      if (!known) throw doubt;
      return { session: known, doubt };
    }
  }

  /**
   * Whether a held token needs Clerk's word that its session lives on: one from a template may live
   * for hours, and nobody need tell us of a sign-out elsewhere.
   */
  function needsWord(held: VaultToken, session: KnownSession): boolean {
    return isStale({ fetchedAt: held.mintedAt }, now()) && isStale(session, now());
  }

  function heldFor(request: TokenRequest, scope: ReturnType<typeof scopeOf>): VaultToken | null {
    if (request.fresh || typeof scope === 'string') return null;
    const held = vault.get(scope);
    return held && isFresh(held, minTtlOf(request), now()) ? held : null;
  }

  function tokenAtHand(request: TokenRequest): TokenResult | null {
    const session = knowledge.undoubted();
    if (!session) return null;
    const scope = scopeOf(request, session);
    const held = heldFor(request, scope);
    return held && !needsWord(held, session) ? handOut(scope as TokenScope, held, 'vault') : null;
  }

  async function getToken(request: TokenRequest): Promise<TokenResult> {
    let askedForWord = false;
    for (let attempt = 1; attempt <= MAX_ATTEMPTS; attempt += 1) {
      const { session, doubt } = await settled();
      const generation = knowledge.generation();
      const scope = scopeOf(request, session);
      const held = heldFor(request, scope);
      if (held) {
        if (askedForWord || doubt || !needsWord(held, session)) {
          return handOut(scope as TokenScope, held, 'vault');
        }
        askedForWord = true;
        await knowledge.joinLook().catch(() => {});
        continue;
      }
      if (doubt) throw doubt;
      if (typeof scope === 'string') return { status: scope };

      const token = await mint(scope).catch(async (error: unknown) => {
        if (!(error instanceof RouteError && mayMeanSignedOut(error))) throw error;
        await knowledge.look();
        if (knowledge.generation() === generation) throw error;
        return null;
      });
      if (token === null || knowledge.generation() !== generation) continue;
      if (isFresh(token, minTtlOf(request), now())) return handOut(scope, token, 'clerk');
      throw authError(
        'CLERK_REJECTED',
        'A new token of this kind does not live as long as was asked: ask for fewer seconds.',
        { retryable: false },
      );
    }
    throw unreachable(true);
  }

  async function setActiveOrganization(
    organizationId: string | null,
    signal: AbortSignal,
  ): Promise<SessionSnapshot> {
    const { session, doubt } = await settled();
    if (doubt) throw doubt;
    if (session.status !== 'signed-in') return session;
    await gateway
      .setActiveOrganization(session.sessionId, organizationId, signal)
      .catch(lookAfterFailure);
    return knowledge.look();
  }

  /** What failed may have been done all the same, and may have failed because the session is over. */
  async function lookAfterFailure(failure: unknown): Promise<never> {
    await knowledge.look().catch(() => {});
    throw failure;
  }

  async function signOut(): Promise<void> {
    try {
      await gateway.signOut();
    } catch (failure) {
      const after = await knowledge.look().catch(() => null);
      if (after?.status === 'signed-out') return;
      throw failure;
    }
    await knowledge.learn({ status: 'signed-out', fetchedAt: now() });
  }

  const inTime = <T>(task: (signal: AbortSignal) => Promise<T>): Promise<T> =>
    withBudget(ANSWER_MS, task, () => unreachable(true));

  return {
    getToken: (request) => inTime(() => getToken(request)),
    tokenAtHand,

    getSession: () =>
      inTime(async () => {
        const { known } = await knowledge.settled();
        const isSure = known && !knowledge.isOverdue() && !isStale(known, now());
        return isSure ? known : knowledge.joinLook();
      }).catch(() => knowledge.latest()),

    signOut: () => inTime(signOut),

    setActiveOrganization: (organizationId) =>
      inTime((signal) => setActiveOrganization(organizationId, signal)),
  };
}

/** Seconds that the token must still live. */
function minTtlOf(request: TokenRequest): number {
  return request.minTtlSeconds ?? DEFAULT_LEEWAY_SECONDS;
}

/**
 * Which token a request means in that session, or the status for which there is none.
 *
 * @throws {RouteError} for a template with another organisation than the active one: Clerk, and so the
 * SDK, fills a template in for the active one only.
 */
function scopeOf(
  request: TokenRequest,
  session: KnownSession,
): TokenScope | 'signed-out' | 'pending' {
  if (session.status !== 'signed-in') return session.status;
  const { template = null } = request;
  const active = session.organization?.id ?? null;
  const organizationId = request.organizationId ?? active;
  if (template !== null && organizationId !== active) {
    throw authError(
      'CLERK_REJECTED',
      'A template is filled in for the active organisation: switch to that one first.',
      { retryable: false },
    );
  }
  return { sessionId: session.sessionId, organizationId, template };
}

function handOut(
  scope: TokenScope,
  { jwt, expiresAt }: VaultToken,
  source: 'vault' | 'clerk',
): TokenResult {
  return { status: 'ok', token: { ...scope, jwt, expiresAt, source } };
}
