import type { authContract } from '../auth/contract';
import type { Handlers } from '../messaging/router';
import type { SessionKnowledge } from './session/cache';
import type { KeepWarm } from './session/renewer';
import type { SessionService } from './session/service';

/** The worker's answer to each route of the auth contract. */
export function createHandlers(
  service: SessionService,
  knowledge: SessionKnowledge,
  keepWarm: KeepWarm,
  lookAgain: () => Promise<unknown>,
): Handlers<typeof authContract> {
  return {
    'auth.getToken': (request) => service.tokenAtHand(request) ?? service.getToken(request),
    'auth.getSession': () => service.getSession(),
    'auth.watchSession': (_input, { emit, signal }) => {
      const stop = knowledge.watch(emit);
      keepWarm.enter();
      signal.addEventListener('abort', () => {
        stop();
        keepWarm.leave();
      });
    },
    'auth.signOut': async () => {
      await service.signOut();
      return {};
    },
    'auth.setActiveOrganization': ({ organizationId }) =>
      service.setActiveOrganization(organizationId),
    'auth.signal': async () => {
      await lookAgain();
      return {};
    },
  };
}
