/** Why the worker did not have the API asked, or does not hand out what it answered. */
export const API_ERROR_CODES = [
  /** Nobody is signed in, or the session changed while the API was asked. */
  'API_SIGNED_OUT',
  /** The path is not a plain one under the API's prefix, or the body is too large or out of place. */
  'API_REFUSED',
  /** No answer: the network, the API, or a redirect, which is never followed. */
  'API_UNREACHABLE',
  /** The answer's body is larger than a content script is given. */
  'API_ANSWER_TOO_LARGE',
  /** This tab has as many calls under way as it may have. */
  'API_BUSY',
] as const;

export type ApiErrorCode = (typeof API_ERROR_CODES)[number];
