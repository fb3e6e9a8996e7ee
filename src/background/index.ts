import { createClerkTransport } from '../clerk/clerk-transport';
import { clientJwtKey, isSameClient } from '../clerk/client-jwt';
import { createClientJwtStorage } from '../clerk/client-jwt-storage';
import { readSyncCookie } from '../clerk/sync-cookie';
import { API_ORIGIN, env } from '../config/env';
import { PAGES } from '../config/pages';
import { siteContract } from '../site/contract';
import { buildClerk } from './clerk/build';
import { createClerkClientSource } from './clerk/client';
import { createConnectivity } from './clerk/connectivity';
import { createClerkGateway } from './clerk/gateway';
import { loadClerkSdk } from './clerk/load-sdk';
import { createOwnWrites } from './clerk/own-writes';
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
const { cookieOrigin } = env;
const jwtKey = clientJwtKey(env.frontendApiHost);
const jwtWrites = createOwnWrites();
const jwtStorage = createClientJwtStorage(jwtKey, jwtWrites.record);
const transport = createClerkTransport({
  frontendApiHost: env.frontendApiHost,
  mode: env.mode,
  storage: jwtStorage,
  mayCreateClient: false,
  ...(cookieOrigin ? { readCookie: () => readSyncCookie(cookieOrigin, env.mode) } : {}),
});
// The SDK takes no other way to its server, and makes its first requests before it can be reached.
self.fetch = transport.fetch;
const source = createClerkClientSource((signal) =>
  buildClerk({
    publishableKey: env.publishableKey,
    telemetry: env.telemetry ?? false,
    storageCache: transport.storageCache(signal),
  }),
);

function onExternalChange(callback: () => void): void {
  chrome.storage.local.onChanged.addListener((changes) => {
    const change = changes[jwtKey];
    if (!change || !jwtWrites.isExternal(change.newValue)) return;
    // The panel's own answers sign the same client's JWT anew, which changes nobody's session.
    if (!isSameClient(change.oldValue, change.newValue)) callback();
  });
  if (cookieOrigin) {
    const isCurrentClient = async (jwt: string) => isSameClient(jwt, await jwtStorage.read());
    onSyncHostChange(cookieOrigin, isCurrentClient, callback);
  }
}

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

createWorker({
  gateway: createClerkGateway({ source, connectivity, hasClient: transport.hasClient }),
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
