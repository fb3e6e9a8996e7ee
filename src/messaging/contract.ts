import type * as z from 'zod/mini';
import { CLIENT_ERROR_CODES, type LibraryErrorCode, ROUTER_ERROR_CODES } from './errors';
import { type JsonRecord, type JsonValue, type Schema, whyNotJsonSafe } from './internal/json';
import type { AsyncSenderRule, SenderRule } from './sender';

export type { JsonRecord, JsonValue, Schema };

/** A route that answers each call once. */
export type CallRoute = {
  input: Schema;
  output: Schema;
  /** A sender is admitted if any of these admits it; nobody else is. */
  allow: readonly (SenderRule | AsyncSenderRule)[];
  /** Whether calling twice does no more than calling once: such a call is retried if the worker dies. */
  idempotent: boolean;
  /** Milliseconds the handler has. */
  deadlineMs: number;
};

/** A route that is opened once and emits many events. */
export type StreamRoute = {
  input: Schema;
  event: Schema;
  /** A sender is admitted if any of these admits it; nobody else is. */
  allow: readonly SenderRule[];
};

export type Routes = Record<string, CallRoute | StreamRoute>;

/** What both ends agree on. Made by {@link defineContract} only. */
export type Contract<R extends Routes = Routes, E extends string = string> = {
  /** A Map, because an object has routes such as `toString`. */
  readonly routes: ReadonlyMap<string, CallRoute | StreamRoute>;
  /** The application's own error codes. */
  readonly errors: ReadonlySet<E>;
  /** Carries the types; there is no such property at run time. */
  readonly '~types'?: { readonly routes: R; readonly errors: E };
};

export type RoutesOf<C> = C extends Contract<infer R, string> ? R : never;
/** Every code a caller of this contract can meet. */
export type ErrorCodeOf<C> = LibraryErrorCode | (C extends Contract<Routes, infer E> ? E : never);

/** Names of the routes that answer once. */
export type CallName<C> = {
  [K in keyof RoutesOf<C>]: RoutesOf<C>[K] extends CallRoute ? K : never;
}[keyof RoutesOf<C>] &
  string;
/** Names of the routes that emit events. */
export type StreamName<C> = {
  [K in keyof RoutesOf<C>]: RoutesOf<C>[K] extends StreamRoute ? K : never;
}[keyof RoutesOf<C>] &
  string;

export type InputOf<R> = R extends { input: infer S } ? z.input<S> : never;
export type OutputOf<R> = R extends { output: infer S } ? z.output<S> : never;
export type EventOf<R> = R extends { event: infer S } ? z.output<S> : never;

const ROUTE_NAME = /^[a-z][a-zA-Z0-9]*(?:\.[a-z][a-zA-Z0-9]*)+$/;
const ERROR_CODE = /^[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)*$/;
const MAX_NAME_LENGTH = 64;
/**
 * Chrome ends a worker that is busy with one event for longer than five minutes.
 * @see https://developer.chrome.com/docs/extensions/develop/concepts/service-workers/lifecycle
 */
const MAX_DEADLINE_MS = 300_000;

/**
 * The contract of these routes, to be given to both `createRouter` and `createClient`.
 *
 * @param options.errors the codes its handlers may answer with, beside the library's own.
 * @throws TypeError at once, naming the route, for what could not work later: a name that is not
 * dotted camelCase, an empty `allow`, a deadline that is not positive or above five minutes, an
 * error code that is malformed, repeated or the library's, or a schema whose values would not cross
 * the wire unchanged.
 * @example
 * const contract = defineContract({
 *   'cart.addItem': {
 *     input: z.strictObject({ sku: z.string() }),
 *     output: z.strictObject({ total: z.int() }),
 *     allow: [extensionPage],
 *     idempotent: false,
 *     deadlineMs: 5_000,
 *   },
 * }, { errors: ['OUT_OF_STOCK'] });
 */
export function defineContract<
  const R extends Routes,
  const E extends readonly string[] = readonly [],
>(routes: R, options?: { errors: E }): Contract<R, E[number]> {
  const entries = Object.entries(routes);
  for (const [name, route] of entries) checkRoute(name, route);
  return { routes: new Map(entries), errors: checkedErrors<E[number]>(options?.errors ?? []) };
}

/**
 * Both contracts as one, for a worker that serves different kinds of clients: each client is made with
 * its own contract, and so has no other routes.
 *
 * @throws TypeError if both have a route of the same name.
 */
export function joinContracts<
  A extends Routes,
  E extends string,
  B extends Routes,
  F extends string,
>(first: Contract<A, E>, second: Contract<B, F>): Contract<A & B, E | F> {
  for (const name of second.routes.keys()) {
    if (first.routes.has(name)) throw new TypeError(`Route "${name}" is in both contracts.`);
  }
  return {
    routes: new Map([...first.routes, ...second.routes]),
    errors: new Set([...first.errors, ...second.errors]),
  };
}

/** Whether this route is opened as a stream. */
export function isStreamRoute(route: CallRoute | StreamRoute): route is StreamRoute {
  return 'event' in route;
}

function checkRoute(name: string, route: CallRoute | StreamRoute): void {
  const refuse = (why: string): never => {
    throw new TypeError(`Route "${name}": ${why}.`);
  };
  if (!ROUTE_NAME.test(name) || name.length > MAX_NAME_LENGTH) {
    refuse('a name is dotted camelCase, such as "cart.addItem"');
  }
  if (route.allow.length === 0) refuse('"allow" is empty, so nobody could call it');
  if (isStreamRoute(route)) {
    if ('output' in route) refuse('a route has an "output" or an "event", not both');
  } else if (!(route.deadlineMs > 0 && route.deadlineMs <= MAX_DEADLINE_MS)) {
    refuse(`"deadlineMs" must be above 0 and at most ${MAX_DEADLINE_MS}`);
  }
  const schemas = isStreamRoute(route)
    ? { input: route.input, event: route.event }
    : { input: route.input, output: route.output };
  for (const [part, schema] of Object.entries(schemas)) {
    const why = whyNotJsonSafe(schema, part);
    if (why !== undefined) refuse(why);
  }
}

function checkedErrors<E extends string>(codes: readonly E[]): ReadonlySet<E> {
  const taken = new Set<string>([...ROUTER_ERROR_CODES, ...CLIENT_ERROR_CODES]);
  for (const code of codes) {
    if (!ERROR_CODE.test(code) || code.length > MAX_NAME_LENGTH) {
      throw new TypeError(`Error code "${code}": a code is UPPER_SNAKE_CASE.`);
    }
    if (taken.has(code)) throw new TypeError(`Error code "${code}" is taken.`);
    taken.add(code);
  }
  return new Set(codes);
}
