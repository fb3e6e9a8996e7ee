/**
 * Why the worker could not serve an auth route. A closed set: these, and the messaging layer's own
 * codes, are all that a page can meet.
 */
export const AUTH_ERROR_CODES = [
  /** The browser says it has no network, and nothing valid was cached. */
  'OFFLINE',
  /** Clerk did not answer in time, or answered 5xx or something that is not its protocol. */
  'CLERK_UNREACHABLE',
  /** Clerk answered 429; `details.retryAfterSeconds` may say when to come back. */
  'CLERK_RATE_LIMITED',
  /** Clerk refused this request (an unknown template, say). */
  'CLERK_REJECTED',
  /** The user does not belong to the organisation that was asked for. */
  'NOT_A_MEMBER',
  /** The session that was asked for is none of this browser's, or is over. */
  'UNKNOWN_SESSION',
  /** The publishable key, the Native API setting or the allowed origins are wrong. */
  'MISCONFIGURED',
] as const;
