import { type ApiRequest, type ApiResponse, MAX_REQUEST_BYTES } from '../../site/api-request';

// What may pass between a content script and the application's API: which URL and request it may
// cause, and what of the response it gets to see.

/** Where the one API is. */
export type ApiLocation = {
  /** Such as `https://api.example.com`. */
  origin: string;
  /** Begins and ends with a slash; requests stay under it. */
  prefix: string;
};

/**
 * What an absolute path may be made of: RFC 3986 characters and escapes, no empty segment. Escaped
 * dots, slashes, backslashes, percent signs and controls are out, spelt too long in UTF-8 also (in two
 * bytes and up to six): servers differ in when they decode them, and so in which path they see. So are
 * segments of dots alone, and dots before anything but a letter, a digit, `-`, `_` or `~`: some servers
 * strip what follows (`..;x`, a space) before they resolve dots, or decode it to the path's end (`..%3f`).
 */
const PATH =
  /^(?:\/(?!\.+(?:[^\w.~-]|$))(?:[\w.~!$&'()*+,;=:@-]|%(?!2[ef5]|5c|[01][0-9a-f]|7f|c[01]|e0%[89]|f0%8|f[89a-f])[0-9a-f]{2})+)*\/?$/i;
const QUERY = /^(?:[\w.~!$&()*+,;=:@/?-]|%[0-9a-f]{2})*$/i;

/**
 * The URL that `path`, with or without a query, means at the API; `null` for a path that is not
 * already in normal form or is not under the prefix. Nothing is repaired: what `URL` would rewrite
 * (dot segments, backslashes, a second slash, white space) is refused, so that what was checked is
 * what is sent.
 */
export function apiUrl(path: string, { origin, prefix }: ApiLocation): URL | null {
  const mark = path.indexOf('?');
  const pathname = mark === -1 ? path : path.slice(0, mark);
  const query = mark === -1 ? '' : path.slice(mark + 1);
  if (!PATH.test(pathname) || !QUERY.test(query) || !pathname.startsWith(prefix)) return null;
  const text = `${origin}${path}`;
  if (!URL.canParse(text)) return null;
  const url = new URL(text);
  return url.href === text && url.origin === origin ? url : null;
}

/** The parts of a `fetch` that the content script decides. */
export type RequestInitPart = { method: string; headers: Record<string, string>; body?: string };

/**
 * What of a request goes into `fetch`; `null` for a body that is too large, or that its method
 * cannot have.
 */
export function requestInit({ method, headers = {}, body }: ApiRequest): RequestInitPart | null {
  const named = Object.fromEntries(
    Object.entries(headers).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
  if (body === undefined) return { method, headers: named };
  if (method === 'GET' || method === 'HEAD') return null;
  const isText = 'text' in body;
  const text = isText ? body.text : JSON.stringify(body.json);
  if (new TextEncoder().encode(text).length > MAX_REQUEST_BYTES) return null;
  const type = isText ? 'text/plain;charset=UTF-8' : 'application/json';
  return { method, headers: { 'content-type': type, ...named }, body: text };
}

/** Most bytes of an answer's body that are read. */
export const MAX_RESPONSE_BYTES = 1024 * 1024;

/** Headers worth having in a content script, none of which sets or names a credential. */
const KEPT_HEADERS = ['content-language', 'content-type', 'etag', 'last-modified', 'retry-after'];

/**
 * What a content script may see of an answer; `null` if the body is too large. An API that echoes
 * its request's headers would hand the token over, so the tokens, and their signatures alone, are cut
 * out of body and headers. One that echoes them encoded, as base64 say, cannot be helped here.
 */
export async function readApiResponse(
  response: Response,
  tokens: readonly string[],
): Promise<ApiResponse | null> {
  const body = await readBounded(response);
  if (body === null) return null;
  const headers = KEPT_HEADERS.flatMap((name) => {
    const value = response.headers.get(name);
    return value === null ? [] : [[name, withoutTokens(value, tokens)] as const];
  });
  return {
    status: response.status,
    headers: Object.fromEntries(headers),
    body: withoutTokens(body, tokens),
  };
}

/** The text without these JWTs; a signature alone goes too, for the rest of a JWT can be guessed. */
export function withoutTokens(text: string, tokens: readonly string[]): string {
  let left = text;
  for (const token of tokens) {
    const signature = token.slice(token.lastIndexOf('.') + 1);
    for (const secret of [token, signature]) {
      if (secret !== '') left = left.replaceAll(secret, '[removed]');
    }
  }
  return left;
}

async function readBounded(response: Response): Promise<string | null> {
  if (response.body === null) return '';
  const reader = response.body.getReader();
  const decoder = new TextDecoder();
  let text = '';
  let bytes = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return text + decoder.decode();
    bytes += value.length;
    if (bytes > MAX_RESPONSE_BYTES) {
      await reader.cancel();
      return null;
    }
    text += decoder.decode(value, { stream: true });
  }
}
