import type { TokenRequest } from '../../auth/access-token';
import { RouteError } from '../../messaging/errors';
import type { ApiRequest, ApiResponse } from '../../site/api-request';
import { siteContract } from '../../site/contract';
import type { ApiErrorCode } from '../../site/errors';
import type { SessionKnowledge } from '../session/cache';
import type { SessionService } from '../session/service';
import { type ApiLocation, apiUrl } from './api-url';
import { readResponse } from './read-response';
import { requestInit } from './request-init';

/**
 * Milliseconds for one request. Two of them and their tokens may take longer than the route has, and
 * then it is the router that answers.
 */
const API_MS = 8_000;

/**
 * Milliseconds between new tokens for the sake of a 401. An API that says nothing else, because it
 * does not know the extension's tokens, must not cost Clerk a request each time a site asks.
 */
const RENEW_EVERY_MS = 10_000;

/** What `createApiFetch` needs; `fetch` and `now` (epoch milliseconds) are the worker's own by default. */
export type ApiFetchParts = {
  api: ApiLocation;
  service: Pick<SessionService, 'getToken'>;
  knowledge: Pick<SessionKnowledge, 'generation' | 'onChange'>;
  fetch?: typeof fetch;
  now?: () => number;
};

/** Asks the API for a content script. Rejects with a `RouteError` of the site contract's set. */
export type ApiFetch = (request: ApiRequest, signal: AbortSignal) => Promise<ApiResponse>;

/**
 * Has the API asked as whoever is signed in. The token goes into one header of a request to the one
 * origin and is in nothing that comes back. A 401 is asked once more if there is a new token to be had.
 * When the session changes meanwhile, the request is dropped: its answer may be for somebody who has
 * left.
 *
 * The API is a stranger to Chrome: it must let the extension's origin in by CORS, and the worker
 * reads no more of it than CORS allows, unless the person has granted a site on the API's own host.
 */
export function createApiFetch({ api, service, knowledge, ...parts }: ApiFetchParts): ApiFetch {
  const send = parts.fetch ?? ((...request) => fetch(...request));
  const now = parts.now ?? Date.now;
  let renewedAt = Number.NEGATIVE_INFINITY;
  const underWay = new Set<() => void>();
  knowledge.onChange(() => {
    for (const drop of underWay) drop();
  });

  async function getToken(request: TokenRequest = {}): Promise<string> {
    const result = await service.getToken(request);
    if (result.status !== 'ok') throw signedOut();
    return result.token.jwt;
  }

  /** A token that the API has not seen; `null` if it is too soon for one, or Clerk gives none. */
  async function newToken(): Promise<string | null> {
    if (now() - renewedAt < RENEW_EVERY_MS) return null;
    renewedAt = now();
    return getToken({ fresh: true }).catch((error: unknown) => {
      if (error instanceof RouteError && error.code === 'API_SIGNED_OUT') throw error;
      return null;
    });
  }

  async function ask(request: ApiRequest, signal: AbortSignal): Promise<ApiResponse> {
    const url = apiUrl(request.path, api);
    const init = requestInit(request);
    if (url === null || init === null) throw failure('API_REFUSED', false);
    const tokens: string[] = [];

    async function sendOnce(token: string): Promise<ApiResponse> {
      signal.throwIfAborted();
      tokens.push(token);
      const response = await send(url as URL, {
        ...init,
        headers: { ...init?.headers, authorization: `Bearer ${token}` },
        credentials: 'omit',
        cache: 'no-store',
        referrerPolicy: 'no-referrer',
        // Wherever it leads, the token has no business there.
        redirect: 'error',
        signal: AbortSignal.any([signal, AbortSignal.timeout(API_MS)]),
      });
      const answer = await readResponse(response, tokens);
      if (answer === null) throw failure('API_ANSWER_TOO_LARGE', false);
      return answer;
    }

    try {
      const answer = await sendOnce(await getToken());
      const token = answer.status === 401 ? await newToken() : null;
      return token === null ? answer : await sendOnce(token);
    } catch (cause) {
      if (cause instanceof RouteError) throw cause;
      const isSafe = request.method === 'GET' || request.method === 'HEAD';
      throw failure('API_UNREACHABLE', isSafe, cause);
    }
  }

  return async (request, signal) => {
    const change = new AbortController();
    const drop = () => change.abort();
    // What is known may still be being loaded, and then the first token settles whose it is.
    await getToken();
    const generation = knowledge.generation();
    underWay.add(drop);
    try {
      const answer = await ask(request, AbortSignal.any([signal, change.signal]));
      if (knowledge.generation() !== generation) throw signedOut();
      return answer;
    } catch (error) {
      throw change.signal.aborted ? signedOut() : error;
    } finally {
      underWay.delete(drop);
    }
  };
}

const siteError = RouteError.of(siteContract);

const MESSAGES: Record<ApiErrorCode, string> = {
  API_SIGNED_OUT: 'Nobody is signed in, or not the same person any more.',
  API_REFUSED: 'The API may not be asked this.',
  API_UNREACHABLE: 'The API did not answer.',
  API_ANSWER_TOO_LARGE: 'The API answered more than may be handed on.',
  API_BUSY: 'This tab has too many calls under way.',
};

/** The error of this code, with a constant message. */
export function failure(code: ApiErrorCode, retryable: boolean, cause?: unknown): RouteError {
  return siteError(code, MESSAGES[code], { retryable, cause });
}

function signedOut(): RouteError {
  return failure('API_SIGNED_OUT', false);
}
