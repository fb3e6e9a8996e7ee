import type { SessionSnapshot } from '../../auth/session-snapshot';
import type { Handlers } from '../../messaging/router';
import type { PublicSession, siteContract } from '../../site/contract';
import type { SessionService } from '../session/service';
import type { ApiFetch } from './api-fetch';
import { createTabLimit } from './tab-limit';

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
