import type { JsonRecord } from './internal/json';

/** What a router answers by itself, whatever the contract. */
export const ROUTER_ERROR_CODES = [
  /** Our envelope, but of another version or shape. */
  'BAD_ENVELOPE',
  /** The contract has no such route, or it is of the other kind (a call opened as a stream). */
  'UNKNOWN_ROUTE',
  /** The route does not admit this sender; `details.reason` names why. */
  'FORBIDDEN',
  /** `details.issues` lists paths and zod's issue codes, never values. */
  'INVALID_INPUT',
  /** The handler did not settle within the route's deadline. */
  'DEADLINE_EXCEEDED',
  /** The caller aborted its request. */
  'ABORTED',
  /** The handler's output does not fit the contract. */
  'INVALID_OUTPUT',
  /** The handler failed in a way the contract does not list. */
  'INTERNAL',
] as const;

/** What a client finds by itself, beside the router's answers. */
export const CLIENT_ERROR_CODES = [
  /** Nobody listens: the worker is being installed, or registered its listener too late. */
  'NO_RECEIVER',
  /** The worker died before it answered. */
  'WORKER_STOPPED',
  /** The extension was reloaded or updated under this page; only a reload of the page helps. */
  'CONTEXT_INVALIDATED',
  /** No answer within the client's own deadline. */
  'TIMEOUT',
  /** The answer is not one this contract allows. */
  'BAD_RESPONSE',
] as const;

export type RouterErrorCode = (typeof ROUTER_ERROR_CODES)[number];
/** The codes of this library; a contract adds its own. */
export type LibraryErrorCode = RouterErrorCode | (typeof CLIENT_ERROR_CODES)[number];

type ErrorOptions = {
  /** See `CodedError`. */
  retryable: boolean;
  details?: JsonRecord | undefined;
  cause?: unknown;
};

abstract class CodedError<C extends string> extends Error {
  readonly code: C;
  /**
   * Whether the same request may be made again as it is, and may then succeed. Never of a route that
   * is not idempotent when it is not known whether the first one was carried out.
   */
  readonly retryable: boolean;
  readonly details?: JsonRecord;

  constructor(code: C, message: string, { retryable, details, cause }: ErrorOptions) {
    super(message, cause === undefined ? undefined : { cause });
    this.code = code;
    this.retryable = retryable;
    if (details !== undefined) this.details = details;
  }
}

/** The only error a client's calls reject with. */
export class MessagingError<C extends string = string> extends CodedError<C> {
  override readonly name = 'MessagingError';
}

/**
 * What a handler throws to tell its caller something the contract lists. Code, message, `retryable`
 * and details cross the wire, redacted; the cause goes to the log only. Its constructor is private,
 * so that every code is one of a contract: see {@link RouteError.of}.
 */
export class RouteError<C extends string = string> extends CodedError<C> {
  override readonly name = 'RouteError';

  private constructor(code: C, message: string, options: ErrorOptions) {
    super(code, message, options);
  }

  /**
   * Makes errors of this contract and takes no other code. The error of another contract crosses
   * the wire as INTERNAL.
   *
   * @example
   * const cartError = RouteError.of(cartContract);
   * throw cartError('OUT_OF_STOCK', 'None left.', { retryable: false });
   */
  static of<C extends string>(_contract: {
    readonly errors: ReadonlySet<C>;
  }): (code: C, message: string, options: ErrorOptions) => RouteError<C> {
    return (code, message, options) => new RouteError(code, message, options);
  }
}
