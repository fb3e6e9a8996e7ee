/** What the router itself may answer. */
export const ROUTER_ERROR_CODES = [
  /** Our envelope, but of another version or shape. */
  'BAD_ENVELOPE',
  'UNKNOWN_ROUTE',
  /** This sender may not call this route; `details.reason` names why. */
  'FORBIDDEN',
  /** The input does not fit; `details.issues` says where, never what. */
  'INVALID_INPUT',
  'DEADLINE_EXCEEDED',
  'ABORTED',
  /** The handler's answer does not fit its own contract. */
  'INVALID_OUTPUT',
  /** The handler failed in a way the contract does not name. */
  'INTERNAL',
] as const;

/** What a client may meet beside the router's answers. */
export const CLIENT_ERROR_CODES = [
  /** Nobody listens: the worker has not registered, or this is not an extension page. */
  'NO_RECEIVER',
  /** The worker died before it answered. */
  'WORKER_STOPPED',
  /** The extension was reloaded or updated under this page. */
  'CONTEXT_INVALIDATED',
  /** No answer came in time. */
  'TIMEOUT',
  /** What came back is not an answer by the contract. */
  'BAD_RESPONSE',
] as const;

export type RouterErrorCode = (typeof ROUTER_ERROR_CODES)[number];
export type ClientErrorCode = (typeof CLIENT_ERROR_CODES)[number];
export type MessagingErrorCode = RouterErrorCode | ClientErrorCode;

/** Facts about an error that may cross the wire: JSON, and never a secret. */
export type ErrorDetails = { readonly [key: string]: unknown };

type ErrorOptions = { retryable?: boolean; details?: ErrorDetails; cause?: unknown };

/**
 * The only thing a client's call rejects with. `code` is one of a closed set: the library's own or
 * the contract's; `retryable` says whether the same call may work later.
 *
 * @example
 * if (error instanceof MessagingError && error.retryable) showRetry();
 */
export class MessagingError<Code extends string = string> extends Error {
  override name = 'MessagingError';
  readonly code: Code;
  readonly retryable: boolean;
  readonly details: ErrorDetails | undefined;

  constructor(
    code: Code,
    message: string,
    { retryable = false, details, cause }: ErrorOptions = {},
  ) {
    super(message, { cause });
    this.code = code;
    this.retryable = retryable;
    this.details = details;
  }
}

/**
 * What a handler throws to answer with one of its contract's own codes. The message crosses the
 * wire, so it must not hold a secret; `cause` stays behind. A code that the contract does not list
 * is answered as INTERNAL.
 *
 * @example
 * throw new RouteError('CLERK_UNREACHABLE', 'Clerk did not answer.', { retryable: true });
 */
export class RouteError<Code extends string = string> extends MessagingError<Code> {
  override name = 'RouteError';
}
