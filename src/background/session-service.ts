import type { TokenRequest, TokenResult } from '../auth/access-token';
import type { KnownSession, SessionSnapshot } from '../auth/session-snapshot';
import { RouteError } from '../messaging/errors';
import { withBudget } from './budget';
import { mayMeanSignedOut, unreachable } from './clerk-errors';
import type { ClerkGateway, TokenScope } from './clerk-gateway';
import { DEFAULT_LEEWAY_SECONDS, isFresh, isStale, localExpiry } from './freshness';
import { readLifetime } from './jwt-claims';
import type { SessionKnowledge } from './session-knowledge';
import { createSingleFlight } from './single-flight';
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

  function mint(scope: TokenScope): Promise<VaultToken> {
    return mints.run(keyOf(scope), async () => {
      const askedAt = now();
      const jwt = await gateway.mintToken(scope);
      const lifetime = readLifetime(jwt);
      if (lifetime === null) throw unreachable(true);
      const token = { jwt, mintedAt: askedAt, expiresAt: localExpiry(askedAt, lifetime) };
      if (sessionIdOf(knowledge.latest()) === scope.sessionId) {
        vault.put(scope, token);
        void knowledge.save();
      }
      return token;
    });
  }

  /** What is known once every look under way is over; asks Clerk when nothing is. */
  async function settled(): Promise<KnownSession> {
    const known = await knowledge.settled();
    if (known && !(known.status === 'signed-out' && isStale(known, now()))) return known;
    return knowledge.joinLook();
  }

  /** Whether the same request would mean the same token still. */
  function isCurrent(request: TokenRequest, scope: TokenScope): boolean {
    const latest = knowledge.latest();
    const wanted = latest.status === 'unavailable' ? null : scopeOf(request, latest);
    return wanted !== null && typeof wanted === 'object' && keyOf(wanted) === keyOf(scope);
  }

  async function getToken(request: TokenRequest): Promise<TokenResult> {
    const minTtlSeconds = request.minTtlSeconds ?? DEFAULT_LEEWAY_SECONDS;
    for (let attempt = 1; attempt <= MAX_ATTEMPTS; attempt += 1) {
      const scope = scopeOf(request, await settled());
      if (typeof scope === 'string') return { status: scope };
      const held = request.fresh ? undefined : vault.get(scope);
      if (held && isFresh(held, minTtlSeconds, now())) return handOut(scope, held, 'vault');

      const token = await mint(scope).catch(async (error: unknown) => {
        if (!(error instanceof RouteError && mayMeanSignedOut(error))) throw error;
        const before = sessionIdOf(knowledge.latest());
        if (sessionIdOf(await knowledge.look()) === before) throw error;
        return null;
      });
      if (token === null || !isCurrent(request, scope)) continue;
      if (isFresh(token, minTtlSeconds, now())) return handOut(scope, token, 'clerk');
      throw new RouteError(
        'CLERK_REJECTED',
        'A new token of this kind does not live as long as was asked: ask for fewer seconds.',
        { retryable: false },
      );
    }
    throw unreachable(true);
  }

  async function setActiveOrganization(organizationId: string | null): Promise<SessionSnapshot> {
    const session = await settled();
    if (session.status !== 'signed-in') return session;
    await gateway.setActiveOrganization(session.sessionId, organizationId);
    return knowledge.look();
  }

  const inTime = <T>(task: () => Promise<T>): Promise<T> =>
    withBudget(ANSWER_MS, task, () => unreachable(true));

  return {
    getToken: (request) => inTime(() => getToken(request)),

    getSession: () =>
      inTime(async () => {
        const known = await knowledge.settled();
        return known && !isStale(known, now()) ? known : knowledge.joinLook();
      }).catch(() => knowledge.latest()),

    async signOut() {
      await gateway.signOut();
      await knowledge.learn({ status: 'signed-out', fetchedAt: now() });
    },

    setActiveOrganization: (organizationId) => inTime(() => setActiveOrganization(organizationId)),
  };
}

/** Which token a request means in that session, or the status for which there is none. */
function scopeOf(
  request: TokenRequest,
  session: KnownSession,
): TokenScope | 'signed-out' | 'pending' {
  if (session.status !== 'signed-in') return session.status;
  return {
    sessionId: session.sessionId,
    organizationId: request.organizationId ?? session.organization?.id ?? null,
    template: request.template ?? null,
  };
}

function sessionIdOf(session: SessionSnapshot): string | null {
  return session.status === 'signed-in' || session.status === 'pending' ? session.sessionId : null;
}

function handOut(
  scope: TokenScope,
  { jwt, expiresAt }: VaultToken,
  source: 'vault' | 'clerk',
): TokenResult {
  return { status: 'ok', token: { ...scope, jwt, expiresAt, source } };
}
