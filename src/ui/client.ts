import { AUTH_ERROR_CODES } from '../auth/auth-error';
import { authContract } from '../auth/contract';
import { createClient } from '../messaging/client';
import { CLIENT_ERROR_CODES, MessagingError, ROUTER_ERROR_CODES } from '../messaging/errors';

/** This page's client for the worker's auth routes. */
export const client = createClient(authContract);

/** Every code that a page's call to the worker can fail with. */
export const CALL_ERROR_CODES = [
  ...ROUTER_ERROR_CODES,
  ...CLIENT_ERROR_CODES,
  ...AUTH_ERROR_CODES,
] as const;

export type CallErrorCode = (typeof CALL_ERROR_CODES)[number];

/** A failed call to the worker, or a failed stream from it. */
export type CallError = MessagingError<CallErrorCode>;

/** What a call threw, typed. Anything else is this page's own failure, reported as INTERNAL. */
export function toCallError(thrown: unknown): CallError {
  if (isCallError(thrown)) return thrown;
  return new MessagingError('INTERNAL', 'This page failed.', { retryable: false, cause: thrown });
}

function isCallError(thrown: unknown): thrown is CallError {
  return thrown instanceof MessagingError && CALL_ERROR_CODES.some((code) => code === thrown.code);
}
