import type { KnownSession, SessionSnapshot } from '../../auth/session-snapshot';
import { unreachable } from '../clerk/errors';
import type { ClerkGateway } from '../clerk/gateway';
import type { SessionCache } from './cache';
import { isStale } from './freshness';
import { resolveSession } from './resolve-session';
import { ANSWER_TIMEOUT_MS, withTimeout } from './timeout';

/** What changes the session at Clerk. Rejections are `RouteError`s of the auth contract. */
export type SessionMutations = {
  /** Ends the session at Clerk, and with it every token held here. */
  signOut(): Promise<void>;
  /** Switches organisation (`null`: the personal account); resolves to the session after it. */
  setActiveOrganization(organizationId: string | null): Promise<SessionSnapshot>;
  /** Switches to another session of this browser; resolves to the session after it. */
  setActiveSession(sessionId: string): Promise<SessionSnapshot>;
  /** Commits that nobody is signed in, of which Clerk is neither told nor asked: it may be out of reach. */
  forgetSession(): Promise<void>;
};

/** Makes the changes at Clerk and brings the cache up to date. `now` is epoch milliseconds. */
export function createMutations(
  cache: SessionCache,
  gateway: Pick<
    ClerkGateway,
    'signOut' | 'setActiveOrganization' | 'setActiveSession' | 'retryNow'
  >,
  now: () => number,
): SessionMutations {
  const signedOut = () => ({ status: 'signed-out', fetchedAt: now() }) as const;

  async function signOut(): Promise<void> {
    const endSession = async () => {
      await gateway.signOut();
      return signedOut();
    };
    try {
      await cache.mutate(endSession, { withholdTokens: true });
    } catch (failure) {
      const after = await cache.refresh().catch(() => null);
      if (after?.status !== 'signed-out') throw failure;
    }
  }

  async function setActiveOrganization(
    organizationId: string | null,
    signal: AbortSignal,
  ): Promise<SessionSnapshot> {
    const session = await resolveSession(
      cache,
      (cached) => cached.status === 'signed-out' && isStale(cached, now()),
    );
    if (session.status !== 'signed-in') return session;
    const { sessionId } = session;
    return switchTo(() => gateway.setActiveOrganization(sessionId, organizationId, signal));
  }

  /** Switches, and commits the session that it has led to. */
  async function switchTo(change: () => Promise<KnownSession | null>): Promise<SessionSnapshot> {
    try {
      const switched = await cache.mutate(change, { withholdTokens: false });
      if (switched) return switched;
    } catch (failure) {
      // Clerk may have made the change all the same, or have refused because the session is over.
      await cache.refresh().catch(() => {});
      throw failure;
    }
    return cache.refresh();
  }

  const inTime = <T>(task: (signal: AbortSignal) => Promise<T>): Promise<T> => {
    // Whoever presses a button again means it, however Clerk fared before. No site can.
    gateway.retryNow();
    return withTimeout(ANSWER_TIMEOUT_MS, task, () => unreachable(true));
  };

  return {
    async forgetSession() {
      await cache.mutate(async () => signedOut(), { withholdTokens: true });
    },
    signOut: () => inTime(signOut),
    setActiveOrganization: (organizationId) =>
      inTime((signal) => setActiveOrganization(organizationId, signal)),
    setActiveSession: (sessionId) =>
      inTime((signal) => switchTo(() => gateway.setActiveSession(sessionId, signal))),
  };
}
