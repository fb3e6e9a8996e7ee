import { type Contract, isStream, type StreamRoute } from './contract';
import { Open, PORT_NAME, type Response } from './envelope';
import type { AnyHandler, RouterOptions } from './router';
import type { PortLike } from './runtime';
import { type ClassifiedSender, classifySender } from './sender';
import { forbidden, parse, routerError, toWireError } from './wire-error';

/**
 * Makes the listener that serves a contract's streams on ports. Ports of other names are left alone.
 * A port's first message says which stream; then the handler emits until either side ends it.
 */
export function acceptStream(
  contract: Contract,
  handlers: ReadonlyMap<string, AnyHandler>,
  options: RouterOptions,
): (port: PortLike) => void {
  function open(message: unknown, sender: ClassifiedSender) {
    const opening = parse(Open, message);
    if (!opening.ok) throw routerError('BAD_ENVELOPE', 'This port speaks another version.');
    const route = contract.routes.get(opening.data.route);
    const handler = handlers.get(opening.data.route);
    if (!route || !handler || !isStream(route)) {
      throw routerError('UNKNOWN_ROUTE', 'There is no such stream.');
    }
    if (!route.allow.some((rule) => rule.admits(sender))) throw forbidden('not-allowed');
    const input = parse(route.input, opening.data.input);
    if (!input.ok) {
      throw routerError('INVALID_INPUT', 'The input does not fit the stream.', {
        details: { issues: input.issues },
      });
    }
    return { route, handler, input: input.data };
  }

  return (port) => {
    if (port.name !== PORT_NAME) return;
    const controller = new AbortController();
    const { signal } = controller;

    function post(message: Response): void {
      try {
        if (!signal.aborted) port.postMessage(message);
      } catch {
        // The page went without a disconnect event yet.
        controller.abort();
      }
    }
    function end(thrown: unknown): void {
      if (signal.aborted) return;
      options.log?.(thrown);
      post({ ok: false, error: toWireError(thrown, contract) });
      controller.abort();
      port.disconnect();
    }
    function emit(route: StreamRoute, event: unknown): void {
      const parsed = parse(route.event, event);
      if (parsed.ok) post({ ok: true, data: parsed.data });
      else end(routerError('INVALID_OUTPUT', 'The handler broke its contract.'));
    }

    port.onDisconnect.addListener(() => controller.abort());
    const sender = classifySender(port.sender, options);
    if (sender.kind === 'refused') {
      end(forbidden(sender.reason));
      return;
    }

    const onOpen = (message: unknown) => {
      port.onMessage.removeListener(onOpen);
      Promise.resolve()
        .then(() => {
          const { route, handler, input } = open(message, sender);
          const context = { emit: (event: unknown) => emit(route, event), signal, sender };
          return handler(input, context as never);
        })
        .catch(end);
    };
    port.onMessage.addListener(onOpen);
  };
}
