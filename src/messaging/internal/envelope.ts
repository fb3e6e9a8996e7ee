import * as z from 'zod/mini';
import type { JsonRecord } from './json';

/** Raised when an envelope changes so that the other version could not read it. */
export const ENVELOPE_VERSION = 1;

const Id = z.string().check(z.minLength(1), z.maxLength(64));
const Version = z.literal(ENVELOPE_VERSION);

/** What a document sends to call a route or, over a port, to open a stream. */
export const RequestEnvelope = z.strictObject({
  v: Version,
  id: Id,
  route: z.string().check(z.maxLength(64)),
  input: z.unknown(),
});
export type RequestEnvelope = z.infer<typeof RequestEnvelope>;

/** What it sends to abort the call or end the stream of the same id. Over a port it is not answered. */
export const AbortEnvelope = z.strictObject({ v: Version, id: Id, abort: z.literal(true) });
export type AbortEnvelope = z.infer<typeof AbortEnvelope>;

const WireError = z.strictObject({
  code: z.string(),
  message: z.string(),
  retryable: z.boolean(),
  details: z.optional(z.record(z.string(), z.unknown())),
});

/**
 * What the worker answers, and each event of a stream; an error ends the stream. Over a port it has
 * the id of its request; an error without one is the port's own, which the worker then closes.
 */
export const ResponseEnvelope = z.discriminatedUnion('ok', [
  z.strictObject({ ok: z.literal(true), data: z.unknown(), id: z.optional(Id) }),
  z.strictObject({ ok: z.literal(false), error: WireError, id: z.optional(Id) }),
]);

/** An error as it crosses the wire. */
export type WireError = {
  readonly code: string;
  readonly message: string;
  readonly retryable: boolean;
  readonly details?: JsonRecord;
};
export type ResponseEnvelope = { readonly id?: string } & (
  | { readonly ok: true; readonly data: unknown }
  | { readonly ok: false; readonly error: WireError }
);

/**
 * Whether a message is meant for this library, judged by the names of its own keys alone, so that
 * it costs nothing. Others belong to other listeners and are left alone, unanswered. Not yet a
 * statement that the envelope is sound.
 */
export function isEnvelope(message: unknown): message is object {
  if (typeof message !== 'object' || message === null || Array.isArray(message)) return false;
  return (
    Object.hasOwn(message, 'v') &&
    Object.hasOwn(message, 'id') &&
    (Object.hasOwn(message, 'route') || Object.hasOwn(message, 'abort'))
  );
}
