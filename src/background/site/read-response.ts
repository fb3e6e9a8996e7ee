import type { ApiResponse } from '../../site/api-request';

/** Most bytes of an answer's body that are read. */
export const MAX_RESPONSE_BYTES = 1024 * 1024;

/** Headers worth having in a content script, none of which sets or names a credential. */
const KEPT_HEADERS = ['content-language', 'content-type', 'etag', 'last-modified', 'retry-after'];

/**
 * What a content script may see of an answer; `null` if the body is too large. An API that echoes
 * its request's headers would hand the token over, so the tokens, and their signatures alone, are cut
 * out of body and headers. One that echoes them encoded, as base64 say, cannot be helped here.
 */
export async function readResponse(
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
