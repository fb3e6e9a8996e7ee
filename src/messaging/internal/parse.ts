import * as z from 'zod/mini';
import type { Contract, Schema } from '../contract';
import { MessagingError, ROUTER_ERROR_CODES } from '../errors';
import { redact } from '../redact';
import { ResponseEnvelope } from './envelope';
import type { JsonRecord } from './json';

const MAX_ISSUES = 8;
const MAX_SEGMENT = 64;

export type Parsed<T> = { ok: true; data: T } | { ok: false; issues: readonly JsonRecord[] };

/**
 * The value as the schema reads it, or where it does not fit: the path and zod's issue code of the
 * first few issues, never a value. A schema that throws (too deep a value, an async check) does not
 * fit either.
 */
export function parse<S extends Schema>(schema: S, value: unknown): Parsed<z.output<S>> {
  try {
    const result = z.safeParse(schema, value);
    if (result.success) return { ok: true, data: result.data };
    return { ok: false, issues: result.error.issues.slice(0, MAX_ISSUES).map(toIssue) };
  } catch {
    return { ok: false, issues: [{ path: '', code: 'unparsable' }] };
  }
}

// A record's keys are the sender's words, and so are cut and redacted like any text.
function toIssue(issue: z.core.$ZodIssue): JsonRecord {
  const path = issue.path.map((segment) => redact(String(segment)).slice(0, MAX_SEGMENT)).join('.');
  return { path, code: issue.code };
}

const ROUTER_CODES: ReadonlySet<string> = new Set(ROUTER_ERROR_CODES);

/**
 * The data of an answer or of a stream's message, validated.
 *
 * @throws MessagingError the error that was answered, or BAD_RESPONSE for anything that this
 * contract does not allow.
 */
export function parseResponse<S extends Schema>(
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
