import { authContract } from '../auth/contract';
import { clientJwtKey, createClientJwtStorage } from '../clerk/client-jwt-storage';
import { API_ORIGIN, env } from '../config/env';
import { PAGES } from '../config/pages';
import { joinContracts } from '../messaging/contract';
import { createRouter } from '../messaging/router';
import { siteContract } from '../site/contract';
import { buildClerk } from './clerk/build';
import { createClerkClientSource } from './clerk/client';
import { createConnectivity } from './clerk/connectivity';
import { createClerkGateway } from './clerk/gateway';
import { loadClerkSdk } from './clerk/load-sdk';
import { createForeignWrites } from './clerk/own-writes';
import { onSyncHostChange } from './clerk/sync-host';
import { createHandlers } from './handlers';
import { logFailure, logRoute } from './log';
import { createSessionKnowledge } from './session/cache';
import { createKeepWarm } from './session/renewer';
import { createSessionService } from './session/service';
import { createSessionStore } from './session/store';
import { createTokenVault } from './session/token-vault';
import { createApiFetch } from './site/api-fetch';
import { followGrantedSites } from './site/grants';
import { createSiteHandlers } from './site/handlers';
import { createActionBadge } from './toolbar/action-badge';

// Wiring only. Chrome wakes a worker for an event only if its listener was added in the first turn
// of the event loop, so everything below is synchronous and nothing is awaited.

// Chrome lets a worker load later only what it loaded while it installed.
self.addEventListener('install', () => loadClerkSdk());

// Content scripts can read both areas unless told otherwise, and `local` holds the client JWT.
for (const area of [chrome.storage.local, chrome.storage.session]) {
  area.setAccessLevel({ accessLevel: 'TRUSTED_CONTEXTS' }).catch(logFailure);
}

const connectivity = createConnectivity(self);
const jwtWrites = createForeignWrites();
const storageCache = createClientJwtStorage(env.mode, jwtWrites.willWrite);
const source = createClerkClientSource(() =>
  buildClerk({
    publishableKey: env.publishableKey,
    telemetry: env.telemetry ?? false,
    storageCache,
    ...(env.cookieOrigin ? { syncHost: env.cookieOrigin } : {}),
  }),
);
const jwtKey = clientJwtKey(env.frontendApiHost);
const forgetClient = () => {
  jwtWrites.willWrite(undefined);
  return chrome.storage.local.remove(jwtKey);
};

const vault = createTokenVault();
const gateway = createClerkGateway(source, connectivity, forgetClient);
const store = createSessionStore(chrome.storage.session, logFailure);
const knowledge = createSessionKnowledge(gateway, store, vault);
const service = createSessionService(knowledge, vault, gateway);
const keepWarm = createKeepWarm({ ...service, isOverdue: knowledge.isOverdue });

/** Something changed outside this worker. While Clerk cannot say what, those who watch keep asking. */
const lookAgain = () =>
  knowledge.look().catch((error: unknown) => {
    keepWarm.nudge();
    throw error;
  });
const noteChange = () => void lookAgain().catch(logFailure);

knowledge.observe(createActionBadge(chrome, logFailure));
knowledge.onChange(keepWarm.nudge);
connectivity.onReturn(keepWarm.nudge);
chrome.storage.local.onChanged.addListener((changes) => {
  const change = changes[jwtKey];
  if (change && jwtWrites.isForeign(change.newValue)) noteChange();
});
if (env.cookieOrigin) onSyncHostChange(env.cookieOrigin, noteChange);

const handlers = createHandlers(service, knowledge, keepWarm, lookAgain);
const options = { extensionId: chrome.runtime.id, pages: Object.values(PAGES), log: logRoute };
if (API_ORIGIN === undefined) {
  createRouter(authContract, handlers, options).listen(chrome.runtime);
} else {
  const sites = followGrantedSites(chrome, logFailure);
  const api = { origin: API_ORIGIN, prefix: env.apiPrefix ?? '/' };
  createRouter(
    joinContracts(authContract, siteContract),
    {
      ...handlers,
      ...createSiteHandlers(service, createApiFetch({ api, service, knowledge })),
    },
    { ...options, isGranted: sites.isGranted },
  ).listen(chrome.runtime);
}
