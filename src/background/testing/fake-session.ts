import type { TokenRequest, TokenResult } from '../../auth/access-token';
import { authError } from '../../auth/contract';
import { createSessionCache } from '../session/cache';
import { createSessionService, type SessionService } from '../session/service';
import { createFakeClerk } from './fake-clerk';
import { createFakeStore } from './fake-store';

/** A way to begin lives of the worker's session on one storage, which outlives them. */
export function createFakeWorker(clerk: ReturnType<typeof createFakeClerk>) {
  const fakeStore = createFakeStore();
  return Object.assign(fakeStore, {
    /** A new life of the worker: nothing in memory, the store as the last life left it. */
    start() {
      const cache = createSessionCache(clerk.gateway, fakeStore.store, clerk);
      const service = createSessionService(cache, clerk.gateway, clerk);
      return { cache, service };
    },
  });
}

/** A worker's first life on a Clerk of its own. */
export function createFakeSession() {
  const clerk = createFakeClerk();
  const worker = createFakeWorker(clerk);
  return { clerk, worker, ...worker.start() };
}

/** The JWT of an answer that must hold one. */
export function jwtOf(result: TokenResult): string {
  if (result.status !== 'ok') throw new Error(`expected a token, got ${result.status}`);
  return result.token.jwt;
}

/** What the gateway rejects with when Clerk says that the session has ended. */
export const sessionGone = () => refused(404);

/** What the gateway rejects with when Clerk answers with this 4xx. */
export const refused = (status: number) =>
  authError('CLERK_REJECTED', 'no', { retryable: false, details: { status } });

/** The answer to a request for a token if it comes without waiting, or else `null`. */
export function atHand(service: SessionService, request: TokenRequest): TokenResult | null {
  const answer = service.getToken(request);
  if (!(answer instanceof Promise)) return answer;
  answer.catch(() => {});
  return null;
}
