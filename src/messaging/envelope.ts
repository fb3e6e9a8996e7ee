import * as z from 'zod/mini';

/** Version of the wire format. A page and a worker of different builds meet only around an update. */
export const VERSION = 1;

/** What marks a message as ours; anything without it belongs to other listeners. */
export const PROTOCOL = 'typed-messaging';

const Id = z.string().check(z.minLength(1), z.maxLength(64));
const RouteName = z.string().check(z.minLength(1), z.maxLength(128));

/** A page's message to the worker: a call, or word that it no longer wants the answer. */
export const Request = z.discriminatedUnion('kind', [
  z.strictObject({
    protocol: z.literal(PROTOCOL),
    v: z.literal(VERSION),
    kind: z.literal('call'),
    id: Id,
    route: RouteName,
    // Parsed by the route's own schema, once the sender is known to be allowed.
    input: z.optional(z.unknown()),
  }),
  z.strictObject({
    protocol: z.literal(PROTOCOL),
    v: z.literal(VERSION),
    kind: z.literal('abort'),
    id: Id,
  }),
]);
export type Request = z.infer<typeof Request>;

/** The first message on a port: which stream. */
export const Open = z.strictObject({
  v: z.literal(VERSION),
  route: RouteName,
  input: z.optional(z.unknown()),
});

/** An error on the wire. */
export const WireError = z.strictObject({
  code: z.string(),
  message: z.string(),
  retryable: z.boolean(),
  details: z.optional(z.record(z.string(), z.unknown())),
});
export type WireError = z.infer<typeof WireError>;

/** The worker's answer, and also each message of a stream. */
export const Response = z.discriminatedUnion('ok', [
  z.strictObject({ ok: z.literal(true), data: z.optional(z.unknown()) }),
  z.strictObject({ ok: z.literal(false), error: WireError }),
]);
export type Response = z.infer<typeof Response>;

/** Name of the ports that carry our streams. */
export const PORT_NAME = `${PROTOCOL}/${VERSION}`;

/** Whether a message is ours to answer, of whatever version; reads one property and throws at nothing. */
export function isOurs(message: unknown): boolean {
  return (
    typeof message === 'object' &&
    message !== null &&
    Object.hasOwn(message, 'protocol') &&
    (message as { protocol: unknown }).protocol === PROTOCOL
  );
}
