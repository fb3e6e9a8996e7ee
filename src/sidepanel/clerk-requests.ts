import { createAnswerWatch } from '../clerk/answer-watch';
import { createClerkTransport } from '../clerk/clerk-transport';
import { clientJwtKey } from '../clerk/client-jwt';
import { createClientJwtStorage } from '../clerk/client-jwt-storage';
import { createSyncCookie } from '../clerk/sync-cookie';
import { shareClient } from '../clerk/synced-client';
import { COOKIE_ORIGIN, env } from '../config/env';
import { withApiVersion } from './api-version';
import { withEmailLinkPage } from './email-link';
import { createHeadStart } from './head-start';

const { frontendApiHost, mode } = env;
const jwtKey = clientJwtKey(frontendApiHost);
const jwtStorage = createClientJwtStorage(jwtKey);

/** What the panel's requests to Clerk have come to. */
export const answerWatch = createAnswerWatch({
  frontendApiHost,
  nativeFetch: globalThis.fetch.bind(globalThis),
  clientJwt: jwtStorage.read,
});

const transport = createClerkTransport({
  frontendApiHost,
  mode,
  storage: jwtStorage,
  // #region feature: sync-host
  ...(COOKIE_ORIGIN && {
    storage: shareClient(jwtStorage, {
      key: jwtKey,
      cookie: createSyncCookie(COOKIE_ORIGIN, env),
    }),
  }),
  // #endregion feature: sync-host
  mayCreateClient: true,
  fetch: withEmailLinkPage(frontendApiHost, withApiVersion(answerWatch.fetch)),
});

/** Of the panel's one SDK. Not made in a component: a new object would make the provider build a new Clerk. */
export const storageCache = transport.storageCache();

const headStart = createHeadStart({
  frontendApiHost,
  touch: mode === 'development',
  // #region feature: sync-host
  ...(COOKIE_ORIGIN && { touch: false }),
  // #endregion feature: sync-host
  transport,
});
// The SDK takes no other way to its server, and makes its first requests before it can be reached.
globalThis.fetch = headStart.fetch;
headStart.start();
