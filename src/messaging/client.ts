import {
  type CallName,
  type Contract,
  type ErrorCodeOf,
  type EventOf,
  type InputOf,
  isStreamRoute,
  type OutputOf,
  type RoutesOf,
  type Schema,
  type StreamName,
} from './contract';
import { MessagingError } from './errors';
import { browserError } from './internal/browser-errors';
import { type CallOptions, callRoute } from './internal/call-route';
import { createConnection } from './internal/connection';
import { parse } from './internal/parse';
import { createMessageSend, createPortSend } from './internal/send-call';
import { type WatchOptions, watchStream } from './internal/watch-stream';
import type { RuntimeLike } from './runtime';

export type MessagingClient<C> = {
  /**
   * Calls a route. The input is checked before it is sent and the output before it is returned. A
   * call of an idempotent route is made once more if the worker was not there or died; retry and
   * all, it settles within the deadline. The handler of an aborted or timed-out call is aborted, and
   * so are those of a document that closes, if they came by a port.
   *
   * @throws MessagingError and nothing else; its code is one of `ErrorCodeOf<C>`.
   */
  call<K extends CallName<C>>(
    route: K,
    input: InputOf<RoutesOf<C>[K]>,
    options?: CallOptions,
  ): Promise<OutputOf<RoutesOf<C>[K]>>;

  /**
   * Opens a stream and keeps it open until the signal is aborted: it reconnects after the worker
   * died, the page came back from the back/forward cache or the route failed, waiting longer each
   * time up to ten seconds, and briefly again once a connection has held for ten. It gives up, after
   * telling `onError`, when the same request can never succeed: CONTEXT_INVALIDATED, FORBIDDEN,
   * UNKNOWN_ROUTE, INVALID_INPUT, BAD_ENVELOPE. That the worker went idle is no error, only a change
   * of status.
   */
  watch<K extends StreamName<C>>(
    route: K,
    input: InputOf<RoutesOf<C>[K]>,
    onEvent: (event: EventOf<RoutesOf<C>[K]>) => void,
    options: WatchOptions<ErrorCodeOf<C>>,
  ): void;
};

/**
 * How calls travel. By `port`: one for all of a document's calls and streams, which stays open; no
 * other page hears them. By `message`: nothing stays open, and Chrome delivers each to every page of
 * the extension. Streams go by a port either way.
 */
export type Transport = 'port' | 'message';

/**
 * A client of this contract, for pages and content scripts. One a document is enough: each has a port
 * of its own.
 *
 * @param options.transport default `port` in pages of the extension, and `message` in content scripts,
 * where most documents call once or never.
 * @param options.runtime default `chrome.runtime`, looked up at each use, so that the module can be
 * imported where there is none.
 * @example
 * const client = createClient(contract);
 * const { total } = await client.call('cart.addItem', { sku: 'a' });
 */
export function createClient<C extends Contract>(
  contract: C,
  options: { runtime?: RuntimeLike; transport?: Transport } = {},
): MessagingClient<C> {
  const getRuntime = () => {
    const runtime = options.runtime ?? (globalThis.chrome?.runtime as RuntimeLike | undefined);
    // Chrome takes the id away from a page whose extension was reloaded.
    if (!runtime?.id) throw browserError('CONTEXT_INVALIDATED');
    return runtime;
  };

  const usesPort = () => (options.transport ?? (isExtensionPage() ? 'port' : 'message')) === 'port';
  const connection = createConnection(getRuntime, usesPort);
  const sendByPort = createPortSend(connection);
  const sendByMessage = createMessageSend(getRuntime);

  return {
    async call(name, input, callOptions = {}) {
      const route = contract.routes.get(name);
      if (!route || isStreamRoute(route)) throw unknownRoute();
      const request = { name, route, input: checkedInput(route.input, input) };
      const send = usesPort() ? sendByPort : sendByMessage;
      return (await callRoute(send, contract, request, callOptions)) as never;
    },

    watch(name, input, onEvent, watchOptions) {
      // The closed set of codes is the contract's promise; inside, a code is a string.
      const options = watchOptions as WatchOptions;
      const route = contract.routes.get(name);
      try {
        if (!route || !isStreamRoute(route)) throw unknownRoute();
        const request = { name, route, input: checkedInput(route.input, input) };
        watchStream(connection, contract, request, onEvent as (event: unknown) => void, options);
      } catch (error) {
        options.onError?.(error as MessagingError);
      }
    },
  };
}

function isExtensionPage(): boolean {
  return globalThis.location?.protocol === 'chrome-extension:';
}

function checkedInput(schema: Schema, input: unknown): unknown {
  const parsed = parse(schema, input);
  if (parsed.ok) return parsed.data;
  throw new MessagingError('INVALID_INPUT', 'The input does not fit the contract.', {
    retryable: false,
    details: { issues: parsed.issues },
  });
}

function unknownRoute(): MessagingError<'UNKNOWN_ROUTE'> {
  return new MessagingError('UNKNOWN_ROUTE', 'There is no such route.', { retryable: false });
}
