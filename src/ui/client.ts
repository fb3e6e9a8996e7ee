import { authContract } from '../auth/contract';
import { createClient } from '../messaging/client';
import type { MessagingError } from '../messaging/errors';

/** This page's one line to the worker. */
export const client = createClient(authContract);

/** What a call to the worker rejects with. */
export type ClientError = MessagingError;

/** What a call threw, as the error it is; anything else is a bug of this page, told as INTERNAL. */
export function toClientError(thrown: unknown): ClientError {
  return thrown as ClientError;
}
