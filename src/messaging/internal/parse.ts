import * as z from 'zod/mini';
import type { Schema } from '../contract';
import type { JsonRecord } from '../json';
import { redact } from '../redact';

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
