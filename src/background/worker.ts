import { authContract } from '../auth/contract';
import type { SessionSnapshot } from '../auth/session-snapshot';
import { joinContracts } from '../messaging/contract';
import { createRouter, type Handlers } from '../messaging/router';
import type { RuntimeLike } from '../messaging/runtime';
import type { IsGranted } from '../messaging/sender';
import type { siteContract } from '../site/contract';
import type { ClerkGateway } from './clerk/gateway';
import type { ExternalChangeListeners } from './connect-clerk';
import { createHandlers } from './handlers';
import type { logRoute } from './log';
import { createSessionCache, type SessionCache } from './session/cache';
import type { Clock } from './session/clock';
import { createTokenRenewer } from './session/renewer';
import { createSessionService, type SessionService } from './session/service';
import { contextOf } from './session/snapshots';
import type { SessionStore } from './session/store';

/** The session as other parts of the worker use it. */
export type WorkerSession = { service: SessionService; cache: SessionCache };

/** What the worker is made of: Chrome and Clerk, or a test's fakes of them. */
export type WorkerDeps = {
  gateway: ClerkGateway;
  store: SessionStore;
  runtime: RuntimeLike;
  /** Paths of the pages that may call, such as `/popup.html`. */
  pages: readonly string[];
  /** Subscribes to whatever may mean that the session changed outside this worker. */
  onExternalChange(listeners: ExternalChangeListeners): void;
  /** Subscribes to the network's return. */
  onNetworkReturn(callback: () => void): void;
  /** Told every change of the session. */
  onSnapshot(snapshot: SessionSnapshot): void;
  /** Told what failed where nobody waits for an answer. */
  onError(error: unknown): void;
  log?: typeof logRoute;
  // #region feature: sites
  /** The routes for sites, in a build that serves them. */
  site?: (session: WorkerSession) => {
    contract: typeof siteContract;
    handlers: Handlers<typeof siteContract>;
    isGranted: IsGranted;
  };
  // #endregion feature: sites
  clock?: Clock;
};

/**
 * Puts the worker together and has it listen, all in this call: Chrome wakes a worker for an event
 * only if its listener was added in the first turn of the event loop.
 */
export function createWorker({
  gateway,
  store,
  runtime,
  clock,
  ...deps
}: WorkerDeps): WorkerSession {
  const cache = createSessionCache(gateway, store, clock);
  const service = createSessionService(cache, gateway, clock);
  const renewer = createTokenRenewer({ ...service, isInvalidated: cache.isInvalidated }, clock);

  /** While Clerk cannot say what changed, the renewer keeps asking for those who watch. */
  const refreshOrRetry = () => {
    service.retryNow();
    return cache.refresh().catch((error: unknown) => {
      renewer.reschedule();
      throw error;
    });
  };

  cache.subscribe(deps.onSnapshot, { replay: false });
  cache.onIdentityChange(renewer.reschedule);
  deps.onNetworkReturn(() => {
    service.retryNow();
    renewer.reschedule();
  });
  deps.onExternalChange({
    changed: () =>
      refreshOrRetry().then(
        () => true,
        (error: unknown) => {
          deps.onError(error);
          return false;
        },
      ),
    removed: () => void service.forgetSession().catch(deps.onError),
    // #region feature: sync-host
    context: async () => contextOf(await cache.whenIdle()),
    // #endregion feature: sync-host
  });

  const session = { service, cache };
  const authHandlers = createHandlers(service, cache, renewer, refreshOrRetry);
  const options = { extensionId: runtime.id, pages: deps.pages, log: deps.log };
  // #region feature: sites
  const site = deps.site?.(session);
  if (site) {
    const contract = joinContracts(authContract, site.contract);
    const handlers = { ...authHandlers, ...site.handlers };
    createRouter(contract, handlers, { ...options, isGranted: site.isGranted }).listen(runtime);
    return session;
  }
  // #endregion feature: sites
  createRouter(authContract, authHandlers, options).listen(runtime);
  return session;
}
