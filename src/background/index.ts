import { env, SITES_API } from '../config/env';
import { PAGES } from '../config/pages';
import { siteContract } from '../site/contract';
import { createConnectivity } from './clerk/connectivity';
import { loadClerkSdk } from './clerk/load-sdk';
import { connectClerk } from './connect-clerk';
import { followLifecycle } from './lifecycle';
import { logFailure, logRoute } from './log';
import { createSessionStore } from './session/store';
import { createApiFetch } from './site/api-fetch';
import { followGrantedSites } from './site/grants';
import { createSiteHandlers } from './site/handlers';
import { popupEntry } from './site/popup-entry';
import { createActionBadge } from './toolbar/action-badge';
import { openPanelByShortcut, openPanelEntry } from './toolbar/open-panel';
import { keepPageMenu } from './toolbar/page-menu';
import { createWorker, type WorkerSession } from './worker';

// Wiring only, and all of it synchronous: see `createWorker`.

// Chrome lets a worker load later only what it loaded while it installed.
self.addEventListener('install', () => loadClerkSdk());

// Content scripts can read both areas unless told otherwise, and `local` holds the client JWT.
for (const area of [chrome.storage.local, chrome.storage.session]) {
  area.setAccessLevel({ accessLevel: 'TRUSTED_CONTEXTS' }).catch(logFailure);
}

const connectivity = createConnectivity(self);
const clerk = connectClerk(env, connectivity);

// #region feature: sites
const createSite =
  (apiOrigin: string) =>
  ({ service, cache }: WorkerSession) => {
    const sites = followGrantedSites(chrome, logFailure);
    const api = { origin: apiOrigin, prefix: env.apiPrefix ?? '/' };
    const apiFetch = createApiFetch({ api, service, cache });
    return {
      contract: siteContract,
      isGranted: sites.isGranted,
      handlers: createSiteHandlers(service, apiFetch),
    };
  };

// #endregion feature: sites
openPanelByShortcut(chrome, logFailure);
keepPageMenu(
  chrome,
  [
    openPanelEntry(chrome),
    // #region feature: sites
    ...(SITES_API === undefined ? [] : [popupEntry(chrome)]),
    // #endregion feature: sites
  ],
  logFailure,
);
followLifecycle(chrome, logFailure);

createWorker({
  ...clerk,
  store: createSessionStore(chrome.storage.session, logFailure),
  runtime: chrome.runtime,
  pages: Object.values(PAGES),
  onNetworkReturn: connectivity.onReturn,
  onSnapshot: createActionBadge(chrome, logFailure),
  onError: logFailure,
  log: logRoute,
  // #region feature: sites
  // A build that serves no site drops, by this constant, everything that would.
  ...(SITES_API === undefined ? {} : { site: createSite(SITES_API) }),
  // #endregion feature: sites
});
