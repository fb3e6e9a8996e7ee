import { clientJwtKey, createClientJwtStorage } from '../clerk/client-jwt-storage';
import { API_ORIGIN, env } from '../config/env';
import { PAGES } from '../config/pages';
import { siteContract } from '../site/contract';
import { buildClerk } from './clerk/build';
import { createClerkClientSource } from './clerk/client';
import { createConnectivity } from './clerk/connectivity';
import { createClerkGateway } from './clerk/gateway';
import { loadClerkSdk } from './clerk/load-sdk';
import { createForeignWrites } from './clerk/own-writes';
import { onSyncHostChange } from './clerk/sync-host';
import { logFailure, logRoute } from './log';
import { createSessionStore } from './session/store';
import { createApiFetch } from './site/api-fetch';
import { followGrantedSites } from './site/grants';
import { createSiteHandlers } from './site/handlers';
import { createActionBadge } from './toolbar/action-badge';
import { createWorker, type WorkerSession } from './worker';

// Wiring only, and all of it synchronous: see `createWorker`.

// Chrome lets a worker load later only what it loaded while it installed.
self.addEventListener('install', () => loadClerkSdk());

// Content scripts can read both areas unless told otherwise, and `local` holds the client JWT.
for (const area of [chrome.storage.local, chrome.storage.session]) {
  area.setAccessLevel({ accessLevel: 'TRUSTED_CONTEXTS' }).catch(logFailure);
}

const connectivity = createConnectivity(self);
const jwtWrites = createForeignWrites();
const jwtKey = clientJwtKey(env.frontendApiHost);
const storageCache = createClientJwtStorage(env.mode, jwtWrites.willWrite);
const source = createClerkClientSource(() =>
  buildClerk({
    publishableKey: env.publishableKey,
    telemetry: env.telemetry ?? false,
    storageCache,
    ...(env.cookieOrigin ? { syncHost: env.cookieOrigin } : {}),
  }),
);
const forgetClient = () => {
  jwtWrites.willWrite(undefined);
  return chrome.storage.local.remove(jwtKey);
};

function onExternalChange(callback: () => void): void {
  chrome.storage.local.onChanged.addListener((changes) => {
    const change = changes[jwtKey];
    if (change && jwtWrites.isForeign(change.newValue)) callback();
  });
  if (env.cookieOrigin) onSyncHostChange(env.cookieOrigin, callback);
}

const createSite =
  (apiOrigin: string) =>
  ({ service, cache }: WorkerSession) => {
    const sites = followGrantedSites(chrome, logFailure);
    const api = { origin: apiOrigin, prefix: env.apiPrefix ?? '/' };
    const apiFetch = createApiFetch({ api, service, knowledge: cache });
    return {
      contract: siteContract,
      isGranted: sites.isGranted,
      handlers: createSiteHandlers(service, apiFetch),
    };
  };

createWorker({
  gateway: createClerkGateway(source, connectivity, forgetClient),
  store: createSessionStore(chrome.storage.session, logFailure),
  runtime: chrome.runtime,
  pages: Object.values(PAGES),
  onExternalChange,
  onNetworkReturn: connectivity.onReturn,
  onSnapshot: createActionBadge(chrome, logFailure),
  onError: logFailure,
  log: logRoute,
  // A build without an API drops, by this constant, everything that serves sites.
  ...(API_ORIGIN === undefined ? {} : { site: createSite(API_ORIGIN) }),
});
