import { SLUG } from '../config/brand';
import { redactError } from '../messaging/redact';
import type { LogEntry } from '../messaging/router';

/**
 * Writes a failure to the worker's console, where a developer finds it, with whatever looks like a
 * secret taken out: the SDK's errors quote request URLs, and those carry the client JWT.
 */
export function logFailure(thrown: unknown): void {
  write(redactError(thrown));
}

/** Writes what the router says of a handler's failure; it is redacted already. */
export function logRoute(entry: LogEntry): void {
  write(entry);
}

function write(what: object): void {
  // biome-ignore lint/suspicious/noConsole: the one place that logs, and only what is redacted.
  console.warn(`[${SLUG}]`, JSON.stringify(what));
}
