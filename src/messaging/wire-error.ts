import type { $ZodType } from 'zod/v4/core';
import { safeParse } from 'zod/v4/core';
import type { Contract } from './contract';
import type { WireError } from './envelope';
import { type ErrorDetails, MessagingError, RouteError, type RouterErrorCode } from './errors';

/** An error of the router's own, ready for the wire. */
export function routerError(
  code: RouterErrorCode,
  message: string,
  options: { retryable?: boolean; details?: ErrorDetails; cause?: unknown } = {},
): MessagingError<RouterErrorCode> {
  return new MessagingError(code, message, options);
}

/** The refusal of a sender, by its named reason. */
export function forbidden(reason: string): MessagingError<RouterErrorCode> {
  return routerError('FORBIDDEN', 'This sender may not do that.', { details: { reason } });
}

/**
 * What of a thrown value may cross the wire: the router's own errors, and a handler's `RouteError`
 * with a code that the contract lists. Anything else becomes INTERNAL with a constant sentence, as
 * nobody knows what its message holds.
 */
export function toWireError(thrown: unknown, contract: Contract): WireError {
  const known =
    thrown instanceof RouteError
      ? contract.errors.has(thrown.code)
      : thrown instanceof MessagingError;
  if (!known) return { code: 'INTERNAL', message: 'The handler failed.', retryable: false };
  const { code, message, retryable, details } = thrown as MessagingError;
  const safe = details && asJson(details);
  return { code, message, retryable, ...(safe ? { details: safe } : {}) };
}

/**
 * Parses by a schema, and never throws: what is nested too deep for the parser is refused like any
 * other misfit. The refusal names places and kinds of misfit, and repeats no value.
 */
export function parse<T>(
  schema: $ZodType<T>,
  value: unknown,
): { ok: true; data: T } | { ok: false; issues: string[] } {
  try {
    const parsed = safeParse(schema, value);
    if (parsed.success) return { ok: true, data: parsed.data };
    const issues = parsed.error.issues.slice(0, 10);
    return { ok: false, issues: issues.map(({ path, code }) => `${placeOf(path)}: ${code}`) };
  } catch {
    return { ok: false, issues: ['(root): unreadable'] };
  }
}

/** A path without what a sender may have put into it: keys are shown only when they look like names. */
function placeOf(path: readonly PropertyKey[]): string {
  if (path.length === 0) return '(root)';
  return path
    .slice(0, 8)
    .map((key) => (/^\w{1,32}$/.test(String(key)) ? String(key) : '?'))
    .join('.');
}

function asJson(details: ErrorDetails): Record<string, unknown> | null {
  try {
    return JSON.parse(JSON.stringify(details)) as Record<string, unknown>;
  } catch {
    return null;
  }
}
