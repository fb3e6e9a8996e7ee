import { AUTH_ERROR_CODES } from '../auth/auth-error';
import { authContract } from '../auth/contract';
import { createClient } from '../messaging/client';
import { CLIENT_ERROR_CODES, MessagingError, ROUTER_ERROR_CODES } from '../messaging/errors';

/** This page's client for the worker's auth routes. */
export const client = createClient(authContract);

/** Every code that a page's call to the worker can end with. */
export const CALL_ERROR_CODES = [
  ...ROUTER_ERROR_CODES,
  ...CLIENT_ERROR_CODES,
  ...AUTH_ERROR_CODES,
] as const;

export type CallErrorCode = (typeof CALL_ERROR_CODES)[number];

/** What a call to the worker, or the stream from it, ended with. */
export type CallError = MessagingError<CallErrorCode>;

/** What a call threw, by its type. Anything else is this page's own mistake, and told as INTERNAL. */
export function toCallError(thrown: unknown): CallError {
  if (thrown instanceof MessagingError && isCallErrorCode(thrown.code)) return thrown as CallError;
  return new MessagingError('INTERNAL', 'This page failed.', { retryable: false, cause: thrown });
}

function isCallErrorCode(code: string): code is CallErrorCode {
  return (CALL_ERROR_CODES as readonly string[]).includes(code);
}
