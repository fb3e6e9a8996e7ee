import { RouteError, type RouterErrorCode } from '../errors';
import { redact } from '../redact';
import type { ResponseEnvelope, WireError } from './envelope';
import type { JsonRecord } from './json';

const MESSAGES: Record<RouterErrorCode, string> = {
  BAD_ENVELOPE: 'This message is of another version or shape.',
  UNKNOWN_ROUTE: 'There is no such route.',
  FORBIDDEN: 'This sender may not use this route.',
  INVALID_INPUT: 'The input does not fit the contract.',
  DEADLINE_EXCEEDED: 'The route ran out of time.',
  ABORTED: 'The request was aborted.',
  INVALID_OUTPUT: 'The route made an answer that does not fit the contract.',
  INTERNAL: 'The route failed.',
};

/** The router's own error of this code. The message is constant and tells nothing of the cause. */
export function routerError(code: RouterErrorCode, details?: JsonRecord): WireError {
  return {
    code,
    message: MESSAGES[code],
    retryable: code === 'DEADLINE_EXCEEDED',
    ...(details === undefined ? {} : { details }),
  };
}

/** The answer that is this error. */
export function failed(error: WireError): ResponseEnvelope {
  return { ok: false, error };
}

/**
 * What may be told to the caller of a value that a handler threw: a `RouteError` with a listed
 * code, redacted, or else INTERNAL.
 */
export function toWireError(thrown: unknown, listed: ReadonlySet<string>): WireError {
  try {
    if (!(thrown instanceof RouteError) || !listed.has(thrown.code)) return routerError('INTERNAL');
    const { code, message, retryable, details } = thrown;
    return {
      code,
      message: redact(message),
      retryable,
      ...(details === undefined ? {} : { details: redactDetails(details) }),
    };
  } catch {
    // Anything can be thrown, a revoked proxy for one, and the caller is to be answered even so.
    return routerError('INTERNAL');
  }
}

// Details are JSON by type only; what JSON cannot hold is worth less than the answer itself.
function redactDetails(details: JsonRecord): JsonRecord {
  try {
    return JSON.parse(
      JSON.stringify(details, (_key, value) => (typeof value === 'string' ? redact(value) : value)),
    );
  } catch {
    return {};
  }
}
