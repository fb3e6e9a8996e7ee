import { redact } from '../messaging/redact';

/**
 * Writes a failure to the worker's console, where a developer finds it, with whatever looks like a
 * token taken out: the SDK's errors quote request URLs, and those carry the client JWT.
 */
export function logFailure(failure: unknown): void {
  // biome-ignore lint/suspicious/noConsole: the one place that logs, and it redacts.
  console.warn('[clerk-extension]', redact(failure));
}
