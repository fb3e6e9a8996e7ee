import { responseCode, UNKNOWN_CLIENT } from './clerk-error';
import {
  answerJwt,
  type KeyMode,
  type OutgoingRequest,
  requestJwt,
  setRequestJwt,
} from './client-jwt';
import { type ClientJwtStorage, type WithLock, withWebLock } from './client-jwt-storage';

/** The shape the SDK wants of its `storageCache` option. It does not export the type. */
export type StorageCache = {
  createKey: (...keys: string[]) => string;
  get: <T = string>(key: string) => Promise<T | undefined>;
  set: (key: string, value: string) => Promise<void>;
  remove: (key: string) => Promise<void>;
};

/** How the SDK of one context (the worker, the panel) reaches the Frontend API. */
export type ClerkTransport = {
  /** Takes the place of the global `fetch`, and leaves requests to other servers alone. */
  fetch: typeof fetch;
  /**
   * Asks the Frontend API for something that changes no client; rejects for all else. `null`, and nothing is
   * sent, where there is no client; `null` as well if a read is about another than there is by then.
   */
  ask(url: URL, init: RequestInit): Promise<Response | null>;
  /**
   * The `storageCache` of one SDK instance. It holds no secret: the SDK's requests carry a tag in the
   * JWT's place, which `fetch` exchanges for the JWT.
   *
   * @param signal once aborted, the instance's requests fail, those under way included, and their
   * answers change nothing.
   */
  storageCache(signal?: AbortSignal): StorageCache;
  /** Whether there is a client to ask Clerk about, that is, a JWT to name it by. */
  hasClient(): Promise<boolean>;
};

export type ClerkTransportOptions = {
  frontendApiHost: string;
  mode: KeyMode;
  storage: ClientJwtStorage;
  /**
   * Whether a request may go out without a JWT, for which Clerk makes a new client. The panel's must,
   * to sign in; the worker's would make clients that nobody ever uses.
   */
  mayCreateClient: boolean;
  fetch?: typeof fetch;
  withLock?: WithLock;
  /** Makes the signal that ends a request when its time is up. */
  timeout?: (ms: number) => AbortSignal;
};

/** Held shared by requests that leave the client JWT as it is, alone by one that may change it. */
const REQUEST_LOCK = 'client-jwt-request';

/**
 * Milliseconds for a request that leaves the client JWT as it is: the most that a sign-in waits for one
 * that hangs. Those of the worker end sooner, with what its callers wait for.
 */
const SHARED_TIMEOUT_MS = 20_000;
/** Milliseconds for a request that may change it and keeps all others waiting. */
const EXCLUSIVE_TIMEOUT_MS = 30_000;

/** Attempts at a read while the client keeps changing under it. */
const MAX_ATTEMPTS = 3;

/**
 * Attaches the client JWT to each request to the Frontend API, and stores what the answer makes of it.
 *
 * Why here and not in the SDK's `storageCache`: that is told what to store, but not which request was
 * answered, so a late answer about one client overwrites the JWT of another, and a sign-in is lost
 * while its session lives on at Clerk. Only around `fetch` are a request's JWT and its answer in one
 * hand, for every retry and for each of the SDK's instances, from the first request on.
 *
 * Two rules keep a sign-in:
 * - An answer's JWT is stored only if storage still holds the one that its request carried.
 *   Comparing ages would not do: an empty client made later is newer.
 * - While a request is under way that may change the JWT (a sign-in, a sign-out, the first request of
 *   a new client) no other is, in any context. Otherwise one that carries the old JWT could reach
 *   Clerk just after it, and Clerk answers an outdated JWT with a new, empty client.
 *
 * @see https://github.com/clerk/javascript/issues/9217
 */
export function createClerkTransport({
  frontendApiHost,
  mode,
  storage,
  mayCreateClient,
  fetch: nativeFetch = globalThis.fetch.bind(globalThis),
  withLock = withWebLock,
  timeout = (ms) => AbortSignal.timeout(ms),
}: ClerkTransportOptions): ClerkTransport {
  const tags = new Map<string, AbortSignal | undefined>();

  /** One attempt: the answer, or `null` when the client changed meanwhile and it must be asked again. */
  async function exchange(
    { url, init, headers }: OutgoingRequest & { init: RequestInit },
    isExclusive: boolean,
    signal: AbortSignal,
  ): Promise<Response | null> {
    const jwt = await storage.read();
    if (jwt === undefined && !isExclusive) return null;
    if (jwt === undefined && !mayCreateClient) throw new TypeError('There is no Clerk client.');
    const request = { url: new URL(url), headers: new Headers(headers) };
    // Without a JWT what the SDK sends of its own is left: a page's development browser.
    if (jwt !== undefined || tags.has(requestJwt(request, mode) ?? '')) {
      setRequestJwt(request, mode, jwt);
    }
    const response = await nativeFetch(request.url, { ...init, headers: request.headers, signal });
    const answered = (await isClientUnknown(response)) ? null : answerJwt(response.headers, mode);
    signal.throwIfAborted();
    const isCurrent =
      answered === undefined
        ? await storage.holds(jwt)
        : await storage.replace(jwt, answered ?? undefined);
    return isCurrent || !isRead(url, init) ? response : null;
  }

  async function send(url: URL, init: RequestInit): Promise<Response> {
    const headers = new Headers(init.headers);
    const instance = tags.get(requestJwt({ url, headers }, mode) ?? '');
    instance?.throwIfAborted();
    const ms = mayChangeJwt(url, init) ? EXCLUSIVE_TIMEOUT_MS : SHARED_TIMEOUT_MS;
    const limit = () =>
      AbortSignal.any([timeout(ms), instance, init.signal].filter((one) => one != null));
    for (let attempt = 1; attempt <= MAX_ATTEMPTS; attempt += 1) {
      const isExclusive = mayChangeJwt(url, init) || (await storage.read()) === undefined;
      // One limit for the wait and one for the request, for a change that was cut off because it had
      // waited for long would lose the answer that its rotation came with.
      const response = await withLock(
        REQUEST_LOCK,
        { mode: isExclusive ? 'exclusive' : 'shared', signal: limit() },
        () => exchange({ url, init, headers }, isExclusive, limit()),
      );
      if (response) return response;
    }
    throw new TypeError('The Clerk client kept changing.');
  }

  return {
    ask: async (url, init) => {
      if (mayChangeJwt(url, init)) throw new TypeError('That may change the client.');
      const limit = () => timeout(SHARED_TIMEOUT_MS);
      const request = { url, init, headers: new Headers(init.headers) };
      return withLock(REQUEST_LOCK, { mode: 'shared', signal: limit() }, () =>
        exchange(request, false, limit()),
      );
    },
    fetch: async (input, init = {}) => {
      const url = new URL(input instanceof Request ? input.url : input);
      return isFrontendApi(url, frontendApiHost) && !(input instanceof Request)
        ? send(url, init)
        : nativeFetch(input, init);
    },
    storageCache(signal) {
      const tag = `instance-${tags.size + 1}`;
      tags.set(tag, signal);
      return {
        createKey: (...keys) => keys.join('|'),
        // The SDK asks for text alone, though its type lets it ask for anything.
        get: async <T>() => ((await storage.read()) === undefined ? undefined : (tag as T)),
        set: async () => {},
        remove: async () => {},
      };
    },
    hasClient: async () => (await storage.read()) !== undefined,
  };
}

/** A page's POST of its development browser names no client and is answered for none of ours. */
function isFrontendApi({ origin, pathname }: URL, frontendApiHost: string): boolean {
  const isApi = origin === `https://${frontendApiHost}` && pathname.startsWith('/v1/');
  return isApi && pathname !== '/v1/dev_browser';
}

function isRead(url: URL, { method = 'GET' }: RequestInit): boolean {
  return method === 'GET' && !url.searchParams.has('rotating_token_nonce');
}

/** Whether Clerk may answer with another client or rotation. A token is minted without either. */
function mayChangeJwt(url: URL, init: RequestInit): boolean {
  if (isRead(url, init)) return false;
  if (/^\/v1\/client\/sessions\/[^/]+\/tokens(\/|$)/.test(url.pathname)) return false;
  return /^\/v1\/(client(\/|$)|me$)/.test(url.pathname);
}

async function isClientUnknown(response: Response): Promise<boolean> {
  return response.status === 401 && (await responseCode(response)) === UNKNOWN_CLIENT;
}
