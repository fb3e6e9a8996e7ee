import type { SessionSnapshot } from '../../auth/session-snapshot';
import type { Handlers } from '../../messaging/router';
import type { PublicSession, siteContract } from '../../site/contract';
import type { SessionService } from '../session/service';
import { type ApiFetch, apiError } from './api-fetch';

/** Calls that one tab may have under way; a browser allows as many connections. */
const CALLS_PER_TAB = 6;

/** The worker's answer to each route of the site contract. */
export function createSiteHandlers(
  service: Pick<SessionService, 'getSession'>,
  apiFetch: ApiFetch,
): Handlers<typeof siteContract> {
  const limit = createTabLimit(CALLS_PER_TAB);
  return {
    'site.getSession': (_input, { sender }) =>
      limit.run(sender.tabId ?? -1, async () => toPublic(await service.getSession())),
    'api.fetch': (request, { sender, signal }) =>
      limit.run(sender.tabId ?? -1, () => apiFetch(request, signal)),
  };
}

/** What a site may know of a session. Whoever owes Clerk a task is not signed in yet. */
export function toPublic(snapshot: SessionSnapshot): PublicSession {
  switch (snapshot.status) {
    case 'signed-in':
      return {
        status: 'signed-in',
        name: snapshot.user.fullName,
        imageUrl: snapshot.user.imageUrl,
      };
    case 'unavailable':
      return { status: 'unavailable' };
    default:
      return { status: 'signed-out' };
  }
}

/**
 * Runs at most `most` tasks at once for each tab; one more rejects with API_BUSY at once, so that a
 * site that floods is told so and nothing of it is kept waiting in the worker's memory.
 */
export function createTabLimit(most: number): {
  run<T>(tabId: number, task: () => Promise<T>): Promise<T>;
} {
  const running = new Map<number, number>();
  return {
    async run(tabId, task) {
      const now = running.get(tabId) ?? 0;
      if (now >= most) throw apiError('API_BUSY', true);
      running.set(tabId, now + 1);
      try {
        return await task();
      } finally {
        const left = (running.get(tabId) ?? 1) - 1;
        if (left === 0) running.delete(tabId);
        else running.set(tabId, left);
      }
    },
  };
}
