import type { TokenRequest, TokenResult } from '../../auth/access-token';
import { RouteError } from '../../messaging/errors';
import type { ApiRequest, ApiResponse } from '../../site/api-request';
import { type ApiErrorCode, siteError } from '../../site/contract';
import type { SessionCache } from '../session/cache';
import type { SessionService } from '../session/service';
import { type ApiLocation, apiUrl, readApiResponse, requestInit } from './proxy';

/**
 * Milliseconds for one request. Two of them and their tokens may take longer than the route has, and
 * then it is the router that answers.
 */
const API_TIMEOUT_MS = 8_000;

/**
 * Milliseconds between new tokens for the sake of a 401. An API that answers nothing else, because it
 * does not know the extension's tokens, must not cost Clerk a request for each call of a site.
 */
const RENEW_INTERVAL_MS = 10_000;

/** What `createApiFetch` needs; `fetch` is the worker's own by default, `now` milliseconds by a clock that nobody sets. */
export type ApiFetchParts = {
  api: ApiLocation;
  service: Pick<SessionService, 'getToken'>;
  cache: Pick<SessionCache, 'generation' | 'onIdentityChange'>;
  fetch?: typeof fetch;
  now?: () => number;
};

/** Calls the API for a content script. Rejects with a `RouteError` of the site contract's set. */
export type ApiFetch = (request: ApiRequest, signal: AbortSignal) => Promise<ApiResponse>;

/**
 * Calls the API as the signed-in user. A request that may not be made is refused before a token is
 * asked for, and each request asks for one. The token goes into one header of a request to the one
 * origin and is in nothing that comes back. After a 401 the request is made once more if a new token
 * can be had. When the session changes meanwhile, the request is dropped: its response may be for a
 * user who has left.
 *
 * To Chrome the API is a third party: it must admit the extension's origin by CORS, and the worker
 * reads no more of it than CORS allows, unless the user has granted a site on the API's own host.
 */
export function createApiFetch({ api, service, cache, ...parts }: ApiFetchParts): ApiFetch {
  const send = parts.fetch ?? ((...request) => fetch(...request));
  const now = parts.now ?? (() => performance.now());
  let renewedAt = Number.NEGATIVE_INFINITY;
  const underWay = new Set<AbortController>();
  cache.onIdentityChange(() => {
    for (const change of underWay) change.abort();
  });

  async function getToken(request: TokenRequest): Promise<string> {
    const result = await getTokenResult(request);
    if (result.status !== 'ok') throw signedOut();
    return result.token.jwt;
  }

  async function getTokenResult(request: TokenRequest): Promise<TokenResult> {
    try {
      return await service.getToken(request);
    } catch (error) {
      throw error instanceof RouteError ? withoutClerkDetails(error) : error;
    }
  }

  /** A token that the API has not seen; `null` if it is too soon for one, or Clerk gives none. */
  async function newToken(): Promise<string | null> {
    if (now() - renewedAt < RENEW_INTERVAL_MS) return null;
    renewedAt = now();
    return getToken({ fresh: true }).catch((error: unknown) => {
      if (error instanceof RouteError && error.code === 'API_SIGNED_OUT') throw error;
      return null;
    });
  }

  async function exchange(
    request: ValidRequest,
    token: string,
    signal: AbortSignal,
  ): Promise<ApiResponse> {
    const tokens: string[] = [];

    async function sendOnce(jwt: string): Promise<ApiResponse> {
      signal.throwIfAborted();
      tokens.push(jwt);
      const response = await send(request.url, {
        ...request.init,
        headers: { ...request.init.headers, authorization: `Bearer ${jwt}` },
        credentials: 'omit',
        cache: 'no-store',
        referrerPolicy: 'no-referrer',
        // Wherever it leads, the token has no business there.
        redirect: 'error',
        signal: AbortSignal.any([signal, AbortSignal.timeout(API_TIMEOUT_MS)]),
      });
      const answer = await readApiResponse(response, tokens);
      if (answer === null) throw apiError('API_ANSWER_TOO_LARGE', false);
      return answer;
    }

    try {
      const answer = await sendOnce(token);
      const renewed = answer.status === 401 ? await newToken() : null;
      return renewed === null ? answer : await sendOnce(renewed);
    } catch (cause) {
      if (cause instanceof RouteError) throw cause;
      const { method } = request.init;
      throw apiError('API_UNREACHABLE', method === 'GET' || method === 'HEAD', cause);
    }
  }

  return async (request, signal) => {
    const valid = validate(request, api);
    const token = await getToken({});
    // Read only now: the session may still have been loading, and the token settled whose it is.
    const generation = cache.generation();
    const change = new AbortController();
    underWay.add(change);
    try {
      const answer = await exchange(valid, token, AbortSignal.any([signal, change.signal]));
      if (cache.generation() !== generation) throw signedOut();
      return answer;
    } catch (error) {
      throw change.signal.aborted ? signedOut() : error;
    } finally {
      underWay.delete(change);
    }
  };
}

type ValidRequest = { url: URL; init: NonNullable<ReturnType<typeof requestInit>> };

function validate(request: ApiRequest, api: ApiLocation): ValidRequest {
  const url = apiUrl(request.path, api);
  const init = requestInit(request);
  if (url === null || init === null) throw apiError('API_REFUSED', false);
  return { url, init };
}

const MESSAGES: Record<ApiErrorCode, string> = {
  API_SIGNED_OUT: 'Nobody is signed in, or not the same user any more.',
  API_REFUSED: 'The API may not be sent this request.',
  API_UNREACHABLE: 'The API did not answer.',
  API_ANSWER_TOO_LARGE: 'The response of the API is larger than may be passed on.',
  API_BUSY: 'This tab has too many calls under way.',
};

/** The same without Clerk's own words, which can tell a site of the person: that they are banned, say. */
function withoutClerkDetails({ code, message, retryable, cause, details }: RouteError): RouteError {
  const retryAfterSeconds = details?.retryAfterSeconds;
  return siteError(code as Parameters<typeof siteError>[0], message, {
    retryable,
    cause,
    ...(retryAfterSeconds === undefined ? {} : { details: { retryAfterSeconds } }),
  });
}

/** The error of this code, with a constant message. */
export function apiError(code: ApiErrorCode, retryable: boolean, cause?: unknown): RouteError {
  return siteError(code, MESSAGES[code], { retryable, cause });
}

function signedOut(): RouteError {
  return apiError('API_SIGNED_OUT', false);
}
