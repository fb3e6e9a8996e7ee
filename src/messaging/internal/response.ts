import type * as z from 'zod/mini';
import type { Contract, Schema } from '../contract';
import { MessagingError, ROUTER_ERROR_CODES } from '../errors';
import type { JsonRecord } from '../json';
import { ResponseEnvelope } from './envelope';
import { parse } from './parse';

const ROUTER_CODES: ReadonlySet<string> = new Set(ROUTER_ERROR_CODES);

/**
 * The data of an answer or of a stream's message, validated.
 *
 * @throws MessagingError the error that was answered, or BAD_RESPONSE for anything that this
 * contract does not allow.
 */
export function readResponse<S extends Schema>(
  contract: Contract,
  schema: S,
  response: unknown,
): z.output<S> {
  const envelope = parse(ResponseEnvelope, response);
  if (!envelope.ok) throw badResponse();
  if (envelope.data.ok) {
    const parsed = parse(schema, envelope.data.data);
    if (!parsed.ok) throw badResponse({ issues: parsed.issues });
    return parsed.data;
  }
  const { code, message, retryable, details } = envelope.data.error;
  if (!ROUTER_CODES.has(code) && !contract.errors.has(code)) throw badResponse();
  throw new MessagingError(code, message, {
    retryable,
    details: details as JsonRecord | undefined,
  });
}

function badResponse(details?: JsonRecord): MessagingError<'BAD_RESPONSE'> {
  return new MessagingError('BAD_RESPONSE', 'The answer is not one this contract allows.', {
    retryable: false,
    details,
  });
}
