import { createClerkTransport } from '../clerk/clerk-transport';
import { clientJwtKey, isSameClient, issuedAt } from '../clerk/client-jwt';
import { createClientJwtStorage } from '../clerk/client-jwt-storage';
import { createSyncCookie } from '../clerk/sync-cookie';
import { shareClient } from '../clerk/synced-client';
import { COOKIE_ORIGIN } from '../config/env';
import type { Env } from '../config/parse-env';
import { buildClerk } from './clerk/build';
import { createClerkClientSource } from './clerk/client';
import type { Connectivity } from './clerk/connectivity';
import { type ClerkGateway, createClerkGateway } from './clerk/gateway';
import { createOwnWrites } from './clerk/own-writes';
import { onSyncHostChange } from './clerk/sync-host';
import { createClientClock } from './clerk/token-in-client';

/** Who is told of what other contexts and the synced web app do. */
export type ExternalChangeListeners = {
  /**
   * Another client was stored, or the synced web app signed in or out or switched to what is not current:
   * Clerk knows what that means, and is asked. Resolves to whether it has answered; never rejects.
   */
  changed(): Promise<boolean>;
  /** The client was removed, and no web app shares its own: nobody is signed in, whatever Clerk says. */
  removed(): void;
  // #region feature: sync-host
  /** What the extension acts as once it knows, as `SESSION:ORGANISATION`. */
  context(): Promise<string>;
  // #endregion feature: sync-host
};

/** This worker's way to Clerk. */
export type ClerkConnection = {
  gateway: ClerkGateway;
  /** Adds the listeners for what happens outside this worker. */
  onExternalChange(listeners: ExternalChangeListeners): void;
};

/**
 * Connects the worker to the Clerk of this build. It takes over the worker's `fetch`, and adds no
 * listener before `onExternalChange` is called, which must be in the worker's first turn.
 */
export function connectClerk(env: Env, connectivity: Connectivity): ClerkConnection {
  const jwtKey = clientJwtKey(env.frontendApiHost);
  const jwtWrites = createOwnWrites();
  const jwtStorage = createClientJwtStorage(jwtKey, jwtWrites.record);
  const clientClock = createClientClock(env.frontendApiHost, globalThis.fetch.bind(globalThis));
  const transport = createClerkTransport({
    frontendApiHost: env.frontendApiHost,
    mode: env.mode,
    storage: jwtStorage,
    // #region feature: sync-host
    ...(COOKIE_ORIGIN && {
      storage: shareClient(jwtStorage, {
        key: jwtKey,
        cookie: createSyncCookie(COOKIE_ORIGIN, env),
        onWrite: jwtWrites.record,
      }),
    }),
    // #endregion feature: sync-host
    mayCreateClient: false,
    fetch: clientClock.fetch,
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

  return {
    gateway: createClerkGateway({
      source,
      connectivity,
      hasClient: transport.hasClient,
      heardAt: async () => issuedAt(await jwtStorage.read()),
      clientAnsweredAt: clientClock.answeredAt,
    }),
    onExternalChange(listeners) {
      chrome.storage.local.onChanged.addListener((changes) => {
        const change = changes[jwtKey];
        if (!change || !jwtWrites.isExternal(change.newValue)) return;
        // The panel's own answers sign the same client's JWT anew, which changes nobody's session.
        if (isSameClient(change.oldValue, change.newValue)) return;
        const isRemoved =
          // #region feature: sync-host
          !COOKIE_ORIGIN &&
          // #endregion feature: sync-host
          change.newValue === undefined;
        if (isRemoved) listeners.removed();
        else void listeners.changed();
      });
      // #region feature: sync-host
      if (COOKIE_ORIGIN && env.syncHost) {
        const isClient = async (jwt: string) => isSameClient(jwt, await jwtStorage.read());
        const current = { isClient, context: listeners.context };
        const { publishableKey, syncHost } = env;
        const shared = { cookieOrigin: COOKIE_ORIGIN, syncHost, publishableKey };
        onSyncHostChange(shared, current, listeners.changed);
      }
      // #endregion feature: sync-host
    },
  };
}
