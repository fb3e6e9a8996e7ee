import * as z from 'zod/mini';

/** Most UTF-8 bytes of a request's body. */
export const MAX_REQUEST_BYTES = 256 * 1024;

/** Printable ASCII: no line break can end a header early. */
const HeaderValue = z.string().check(z.maxLength(1024), z.regex(/^[\x20-\x7e]*$/));
const Header = z.optional(HeaderValue);

/**
 * The headers a content script may set; the schema is the allow-list. `Authorization` and `Cookie`
 * are not among them, nor is anything by which a request names another host or method.
 */
const RequestHeaders = z.strictObject({
  accept: Header,
  'accept-language': Header,
  'content-type': Header,
  'idempotency-key': Header,
  'if-match': Header,
  'if-none-match': Header,
});

/** What a content script may ask of the application's API. */
export const ApiRequest = z.strictObject({
  method: z.enum(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE']),
  /** Path and query from the API's root, spelt as a browser would spell them: see `apiUrl`. */
  path: z.string().check(z.maxLength(2048)),
  headers: z.optional(RequestHeaders),
  /** Text is sent as it is; JSON as `application/json`, unless a header says otherwise. */
  body: z.optional(
    z.union([z.strictObject({ text: z.string() }), z.strictObject({ json: z.json() })]),
  ),
});
export type ApiRequest = z.infer<typeof ApiRequest>;

/** What the API answered, without anything that could hold the token. Any status is an answer. */
export const ApiResponse = z.strictObject({
  status: z.int(),
  headers: z.record(z.string(), z.string()),
  body: z.string(),
});
export type ApiResponse = z.infer<typeof ApiResponse>;
