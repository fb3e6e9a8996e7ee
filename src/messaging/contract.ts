import type { $ZodType, input, output } from 'zod/v4/core';
import { CLIENT_ERROR_CODES, ROUTER_ERROR_CODES } from './errors';
import { findUnsafe } from './json-safe';
import type { SenderRule } from './sender';

/** A question with one answer. */
export type CallRoute = {
  input: $ZodType;
  output: $ZodType;
  /** Who may call it; nobody else may. */
  allow: readonly SenderRule[];
  /** Whether asking twice is the same as once; the client then repeats a call the worker's death cut short. */
  idempotent: boolean;
  /** Milliseconds the handler has. */
  deadlineMs: number;
};

/** A question whose answers keep coming until one side stops. */
export type StreamRoute = {
  input: $ZodType;
  event: $ZodType;
  allow: readonly SenderRule[];
};

export type Routes = Record<string, CallRoute | StreamRoute>;

/** What both ends agree on. The routes are in a Map: a `{}` would answer to `toString`. */
export type Contract<R extends Routes = Routes, E extends string = string> = {
  readonly routes: ReadonlyMap<string, CallRoute | StreamRoute>;
  readonly errors: ReadonlySet<string>;
  /** Types only; there is no such property. */
  readonly '~types'?: { routes: R; errors: E };
};

/** The routes of a contract, by name. */
export type RoutesOf<C extends Contract> = C extends Contract<infer R> ? R : never;
/** The names of a contract's calls. */
export type CallName<C extends Contract> = keyof {
  [N in keyof RoutesOf<C> as RoutesOf<C>[N] extends CallRoute ? N : never]: true;
} &
  string;
/** The names of a contract's streams. */
export type StreamName<C extends Contract> = keyof {
  [N in keyof RoutesOf<C> as RoutesOf<C>[N] extends StreamRoute ? N : never]: true;
} &
  string;
/** What a caller passes to a route. */
export type InputOf<C extends Contract, N extends keyof RoutesOf<C>> = input<
  RoutesOf<C>[N]['input']
>;
/** What a handler of a route receives: the input, parsed. */
export type ParsedInputOf<C extends Contract, N extends keyof RoutesOf<C>> = output<
  RoutesOf<C>[N]['input']
>;
/** What a call resolves to. */
export type OutputOf<
  C extends Contract,
  N extends keyof RoutesOf<C>,
> = RoutesOf<C>[N] extends CallRoute ? output<RoutesOf<C>[N]['output']> : never;
/** What a stream carries. */
export type EventOf<
  C extends Contract,
  N extends keyof RoutesOf<C>,
> = RoutesOf<C>[N] extends StreamRoute ? output<RoutesOf<C>[N]['event']> : never;

const ROUTE_NAME = /^[a-z][A-Za-z0-9]*(\.[a-z][A-Za-z0-9]*)+$/;
const ERROR_CODE = /^[A-Z][A-Z0-9]*(_[A-Z0-9]+)*$/;
const RESERVED = new Set<string>([...ROUTER_ERROR_CODES, ...CLIENT_ERROR_CODES]);

/**
 * Makes a contract of its routes and of the error codes its handlers may answer with.
 *
 * @throws {TypeError} at once for what would fail only later: a schema that JSON cannot carry, a
 * route nobody may call, a deadline that is not positive, a name out of form, an error code that is
 * the library's own.
 * @example
 * const contract = defineContract({
 *   'math.double': {
 *     input: z.number(), output: z.number(), allow: [extensionPage], idempotent: true, deadlineMs: 1_000,
 *   },
 * });
 */
export function defineContract<const R extends Routes, const E extends readonly string[] = []>(
  routes: R,
  options?: { errors: E },
): Contract<R, E[number]> {
  const errors = new Set<string>(options?.errors ?? []);
  for (const code of errors) {
    if (!ERROR_CODE.test(code)) throw new TypeError(`Error code ${code} is not UPPER_CASE.`);
    if (RESERVED.has(code)) throw new TypeError(`Error code ${code} is the library's own.`);
  }
  const map = new Map(Object.entries(routes));
  for (const [name, route] of map) {
    const fault = findFault(name, route);
    if (fault !== null) throw new TypeError(`Route ${name}: ${fault}.`);
  }
  return { routes: map, errors };
}

/** Whether a route answers once or keeps answering. */
export function isStream(route: CallRoute | StreamRoute): route is StreamRoute {
  return 'event' in route;
}

function findFault(name: string, route: CallRoute | StreamRoute): string | null {
  if (!ROUTE_NAME.test(name)) return 'its name is not of the form area.action';
  if (route.allow.length === 0) return 'nobody may call it; name at least one sender rule';
  const unsafe = findUnsafe(route.input, 'input');
  if (unsafe !== null) return unsafe;
  if (isStream(route)) return findUnsafe(route.event, 'event');
  if (!(Number.isFinite(route.deadlineMs) && route.deadlineMs > 0)) {
    return 'its deadlineMs is not a positive number';
  }
  return findUnsafe(route.output, 'output');
}
