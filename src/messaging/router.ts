import {
  type CallName,
  type CallRoute,
  type Contract,
  type EventOf,
  isStream,
  type OutputOf,
  type ParsedInputOf,
  type StreamName,
} from './contract';
import { withDeadline } from './deadline';
import { isOurs, Request, type Response } from './envelope';
import type { MessageListener, ServerRuntime } from './runtime';
import { type ClassifiedSender, classifySender, type RawSender } from './sender';
import { acceptStream } from './stream-server';
import { forbidden, parse, routerError, toWireError } from './wire-error';

/** What a handler is told beside its input. */
export type CallContext = {
  /** Aborts at the deadline, and when the caller gives up. */
  signal: AbortSignal;
  sender: ClassifiedSender;
};

/** What a stream's handler is told beside its input. */
export type StreamContext<Event> = {
  /** Sends one event; after the stream has ended it does nothing. */
  emit: (event: Event) => void;
  /** Aborts when the page goes or unsubscribes. */
  signal: AbortSignal;
  sender: ClassifiedSender;
};

/** One handler for every route of a contract; a missing one does not compile. */
export type Handlers<C extends Contract> = {
  [N in CallName<C>]: (
    input: ParsedInputOf<C, N>,
    context: CallContext,
  ) => OutputOf<C, N> | Promise<OutputOf<C, N>>;
} & {
  [N in StreamName<C>]: (
    input: ParsedInputOf<C, N>,
    context: StreamContext<EventOf<C, N>>,
  ) => void | Promise<void>;
};

export type RouterOptions = {
  /** `chrome.runtime.id`. */
  extensionId: string;
  /** Paths of the pages that may call, as `/src/popup/index.html`. */
  pages: readonly string[];
  /** Told of every failure with its cause, which may hold secrets: redact before writing it down. */
  log?: (failure: unknown) => void;
};

/** A handler without its types, as the router calls it. */
export type AnyHandler = (input: unknown, context: never) => unknown;

/**
 * Answers a contract's messages. Every message of ours gets exactly one answer; others' are left to
 * other listeners. The order is: who sends, then the envelope, the route, the route's rule, the
 * input, the handler under its deadline, the output. A sender that is refused learns that and
 * nothing else, not even which routes there are.
 *
 * @example
 * createRouter(contract, handlers, { extensionId: chrome.runtime.id, pages }).listen(chrome.runtime);
 */
export function createRouter<C extends Contract>(
  contract: C,
  handlers: Handlers<C>,
  options: RouterOptions,
) {
  const handlerOf = new Map<string, AnyHandler>(Object.entries(handlers));
  const log = options.log ?? (() => {});
  /** Calls under way, by who asked and under which id. */
  const calls = new Map<string, AbortController>();

  async function answer(message: unknown, raw: RawSender): Promise<unknown> {
    const sender = classifySender(raw, options);
    if (sender.kind === 'refused') throw forbidden(sender.reason);
    const request = parse(Request, message);
    if (!request.ok) {
      throw routerError('BAD_ENVELOPE', 'This message is of another version or shape.');
    }
    const key = callKey(raw, request.data.id);
    if (request.data.kind === 'abort') {
      calls.get(key)?.abort(routerError('ABORTED', 'The caller gave up.'));
      return null;
    }
    const { route: name, input: rawInput } = request.data;
    const route = contract.routes.get(name);
    const handler = handlerOf.get(name);
    if (!route || !handler || isStream(route)) {
      throw routerError('UNKNOWN_ROUTE', 'There is no such route.');
    }
    if (!route.allow.some((rule) => rule.admits(sender))) throw forbidden('not-allowed');
    const input = parse(route.input, rawInput);
    if (!input.ok) {
      throw routerError('INVALID_INPUT', 'The input does not fit the route.', {
        details: { issues: input.issues },
      });
    }
    return run(route, handler, input.data, sender, key);
  }

  async function run(
    route: CallRoute,
    handler: AnyHandler,
    input: unknown,
    sender: ClassifiedSender,
    key: string,
  ): Promise<unknown> {
    const controller = new AbortController();
    calls.set(key, controller);
    try {
      const result = await withDeadline(route, controller, async (signal) =>
        handler(input, { signal, sender } as never),
      );
      const output = parse(route.output, result);
      if (output.ok) return output.data;
      throw routerError('INVALID_OUTPUT', 'The handler broke its contract.', {
        details: { issues: output.issues },
      });
    } finally {
      calls.delete(key);
    }
  }

  const onMessage: MessageListener = (message, sender, sendResponse) => {
    if (!isOurs(message)) return undefined;
    answer(message, sender)
      .then(
        (data): Response => ({ ok: true, data }),
        (thrown: unknown): Response => {
          log(thrown);
          return { ok: false, error: toWireError(thrown, contract) };
        },
      )
      .then(sendResponse)
      // The page may have gone: nobody is left to tell.
      .catch(() => {});
    return true;
  };

  return {
    /**
     * Starts answering, and returns a function that stops. Call it at the worker's top level, in
     * the first turn of the event loop: only then does a message wake the worker.
     */
    listen(runtime: ServerRuntime): () => void {
      const onConnect = acceptStream(contract, handlerOf, options);
      runtime.onMessage.addListener(onMessage);
      runtime.onConnect.addListener(onConnect);
      return () => {
        runtime.onMessage.removeListener(onMessage);
        runtime.onConnect.removeListener(onConnect);
      };
    },
  };
}

/** Only the document that made a call may abort it. */
function callKey(sender: RawSender & { documentId?: string }, id: string): string {
  return JSON.stringify([sender.documentId, sender.tab?.id, sender.url, id]);
}
