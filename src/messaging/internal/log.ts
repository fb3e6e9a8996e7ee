import { RouteError } from '../errors';
import { type RedactedError, redactError } from '../redact';
import type { JsonRecord } from './json';

/** A failure inside the worker, for its log and not for the caller. */
export type LogEntry = {
  readonly route: string;
  /** The code the caller was answered with. */
  readonly code: string;
  readonly cause?: RedactedError;
  /** For INVALID_OUTPUT: where the output does not fit, by path and zod's issue code. */
  readonly issues?: readonly JsonRecord[];
};

/** Takes log entries. What it throws is ignored: a broken log must not cost an answer. */
export type Log = (entry: LogEntry) => void;

/**
 * Logs that a handler threw; but not a listed error without a cause, which is a refusal: its caller
 * knows all there is to know, and may be a hostile page that makes many.
 */
export function logThrown(log: Log | undefined, route: string, code: string, thrown: unknown) {
  if (isRefusal(thrown, code)) return;
  write(log, { route, code, cause: redactError(thrown) });
}

/** Logs that a handler's output or event does not fit the contract. */
export function logInvalidOutput(
  log: Log | undefined,
  route: string,
  issues: readonly JsonRecord[],
) {
  write(log, { route, code: 'INVALID_OUTPUT', issues });
}

function isRefusal(thrown: unknown, code: string): boolean {
  try {
    return thrown instanceof RouteError && thrown.code === code && thrown.cause === undefined;
  } catch {
    // Anything can be thrown, a revoked proxy for one.
    return false;
  }
}

function write(log: Log | undefined, entry: LogEntry): void {
  try {
    log?.(entry);
  } catch {
    // See `Log`.
  }
}
