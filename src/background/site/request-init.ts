import { type ApiRequest, MAX_REQUEST_BYTES } from '../../site/api-request';

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
