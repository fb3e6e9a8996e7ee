import type { SessionSnapshot } from '../../auth/session-snapshot';
import { unreachable } from '../clerk/errors';
import type { ClerkGateway } from '../clerk/gateway';
import type { SessionCache } from './cache';
import { resolveSession } from './resolve-session';
import { ANSWER_TIMEOUT_MS, withTimeout } from './timeout';

/** What changes the session at Clerk. Rejections are `RouteError`s of the auth contract. */
export type SessionMutations = {
  /** Ends the session at Clerk, and with it every token held here. */
  signOut(): Promise<void>;
  /** Switches organisation (`null`: the personal account); resolves to the session after it. */
  setActiveOrganization(organizationId: string | null): Promise<SessionSnapshot>;
};

/** Makes the changes at Clerk and brings the cache up to date. `now` is epoch milliseconds. */
export function createMutations(
  cache: SessionCache,
  gateway: Pick<ClerkGateway, 'signOut' | 'setActiveOrganization'>,
  now: () => number,
): SessionMutations {
  async function signOut(): Promise<void> {
    try {
      await gateway.signOut();
    } catch (failure) {
      const after = await cache.refresh().catch(() => null);
      if (after?.status === 'signed-out') return;
      throw failure;
    }
    await cache.commit({ status: 'signed-out', fetchedAt: now() });
  }

  async function setActiveOrganization(
    organizationId: string | null,
    signal: AbortSignal,
  ): Promise<SessionSnapshot> {
    const session = await resolveSession(cache, now);
    if (session.status !== 'signed-in') return session;
    try {
      await gateway.setActiveOrganization(session.sessionId, organizationId, signal);
    } catch (failure) {
      // Clerk may have made the change all the same, or have refused because the session is over.
      await cache.refresh().catch(() => {});
      throw failure;
    }
    return cache.refresh();
  }

  const inTime = <T>(task: (signal: AbortSignal) => Promise<T>): Promise<T> =>
    withTimeout(ANSWER_TIMEOUT_MS, task, () => unreachable(true));

  return {
    signOut: () => inTime(signOut),
    setActiveOrganization: (organizationId) =>
      inTime((signal) => setActiveOrganization(organizationId, signal)),
  };
}
