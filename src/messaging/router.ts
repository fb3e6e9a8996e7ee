import type * as z from 'zod/mini';
import type { CallRoute, Contract, RoutesOf, StreamRoute } from './contract';
import { isStreamRoute } from './contract';
import type {
  AnyCallHandler,
  AnyStreamHandler,
  CallContext,
  RouterOptions,
  StreamContext,
} from './internal/handlers';
import { serveMessages } from './internal/serve-messages';
import { servePorts } from './internal/serve-ports';
import type { PortLike, RuntimeLike } from './runtime';
import { type AsyncSenderRule, type IsGranted, needsGrant } from './sender';

export type { Log, LogEntry } from './internal/log';
export type { CallContext, RouterOptions, StreamContext };

type HandlerInput<R> = R extends { input: infer S } ? z.output<S> : never;
type HandlerOutput<S> = z.input<S>;

/**
 * Answers a call. It gets the parsed input; what it returns is checked against the contract before
 * it leaves. It may throw a `RouteError` with a code of the contract.
 */
export type CallHandler<R extends CallRoute> = (
  input: HandlerInput<R>,
  context: CallContext,
) => HandlerOutput<R['output']> | Promise<HandlerOutput<R['output']>>;

/**
 * Serves a stream: it emits now or later, until `signal` is aborted. Returning does not end the
 * stream; throwing, or rejecting, ends it with an error.
 */
export type StreamHandler<R extends StreamRoute> = (
  input: HandlerInput<R>,
  context: StreamContext<HandlerOutput<R['event']>>,
) => void | Promise<void>;

/** One handler for each route of the contract. */
export type Handlers<C> = {
  readonly [K in keyof RoutesOf<C>]: RoutesOf<C>[K] extends StreamRoute
    ? StreamHandler<RoutesOf<C>[K]>
    : RoutesOf<C>[K] extends CallRoute
      ? CallHandler<RoutesOf<C>[K]>
      : never;
};

/** With an `isGranted` exactly where a rule of the contract needs one. */
type OptionsFor<C> =
  HasGrantRule<C> extends true ? RouterOptions & { isGranted: IsGranted } : RouterOptions;

type HasGrantRule<C> = [
  Extract<RoutesOf<C>[keyof RoutesOf<C>]['allow'][number], AsyncSenderRule>,
] extends [never]
  ? false
  : true;

/**
 * A router for this contract: each message is checked for its envelope, route, sender and input, in
 * this order, then handled within the route's deadline, and its output checked. Every message of
 * ours is answered exactly once, with an output or a code; others are left to other listeners.
 *
 * `listen` must be called in the worker's first turn, or Chrome will not wake the worker for
 * messages. It returns a function that stops listening, aborts the calls in flight and closes the
 * streams.
 *
 * @throws TypeError if a route has no handler, or needs an `isGranted` that the options do not have.
 * @example
 * createRouter(contract, handlers, {
 *   extensionId: chrome.runtime.id,
 *   pages: ['/popup.html'],
 * }).listen(chrome.runtime);
 */
export function createRouter<C extends Contract>(
  contract: C,
  handlers: Handlers<C>,
  options: OptionsFor<C>,
): { listen(runtime: RuntimeLike): () => void } {
  const calls = new Map<string, AnyCallHandler>();
  const streams = new Map<string, AnyStreamHandler>();
  for (const [name, route] of contract.routes) {
    const handler: unknown = Object.hasOwn(handlers, name)
      ? handlers[name as keyof Handlers<C>]
      : undefined;
    if (typeof handler !== 'function') throw new TypeError(`Route "${name}" has no handler.`);
    if (route.allow.some(needsGrant) && typeof options.isGranted !== 'function') {
      throw new TypeError(`Route "${name}" admits granted sites: give the router an "isGranted".`);
    }
    if (isStreamRoute(route)) streams.set(name, handler as AnyStreamHandler);
    else calls.set(name, handler as AnyCallHandler);
  }

  return {
    listen(runtime) {
      const { onMessage, stop: stopMessages } = serveMessages(contract, calls, options);
      const ports = servePorts(contract, { calls, streams }, options);
      const onConnect = (port: PortLike) => ports.onConnect(port, runtime);
      runtime.onMessage.addListener(onMessage);
      runtime.onConnect.addListener(onConnect);
      return () => {
        runtime.onMessage.removeListener(onMessage);
        runtime.onConnect.removeListener(onConnect);
        stopMessages();
        ports.stop();
      };
    },
  };
}
