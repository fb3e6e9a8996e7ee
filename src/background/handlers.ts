import type { authContract } from '../auth/contract';
import type { Handlers } from '../messaging/router';
import type { SessionCache } from './session/cache';
import type { TokenRenewer } from './session/renewer';
import type { SessionService } from './session/service';

/** The worker's answer to each route of the auth contract. */
export function createHandlers(
  service: SessionService,
  cache: SessionCache,
  renewer: TokenRenewer,
  refresh: () => Promise<unknown>,
): Handlers<typeof authContract> {
  return {
    'auth.getToken': (request) => service.getToken(request),
    'auth.getSession': () => service.getSession(),
    'auth.watchSession': (_input, { emit, signal }) => {
      const unsubscribe = cache.subscribe(emit, { replay: true });
      renewer.acquire();
      signal.addEventListener('abort', () => {
        unsubscribe();
        renewer.release();
      });
    },
    'auth.signOut': async () => {
      await service.signOut();
      return {};
    },
    'auth.setActiveOrganization': ({ organizationId }) =>
      service.setActiveOrganization(organizationId),
    'auth.setActiveSession': ({ sessionId }) => service.setActiveSession(sessionId),
    'auth.refresh': async () => {
      await refresh();
      return {};
    },
  };
}
