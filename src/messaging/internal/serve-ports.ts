import { type Contract, isStreamRoute } from '../contract';
import type { PortLike, RuntimeLike } from '../runtime';
import { type ClassifiedSender, classifySender, type KnownSender } from '../sender';
import { type Admission, admitStream, forbidden, isAdmitted } from './admit';
import { close, isChannel, post } from './channel';
import { AbortEnvelope, RequestEnvelope, type ResponseEnvelope, type WireError } from './envelope';
import type { AnyCallHandler, AnyStreamHandler, RouterOptions } from './handlers';
import { logInvalidOutput, logThrown } from './log';
import { parse } from './parse';
import { abortReason, createCallRunner } from './run-call';
import { failed, routerError, toWireError } from './wire-error';

/**
 * The `onConnect` half of a router: one port for all of a document's calls and streams. The sender is
 * classified when it connects; whether it may use a route is decided for each request. When the
 * document leaves, all its requests are aborted.
 */
export function servePorts(
  contract: Contract,
  handlers: {
    calls: ReadonlyMap<string, AnyCallHandler>;
    streams: ReadonlyMap<string, AnyStreamHandler>;
  },
  options: RouterOptions,
): { onConnect: (port: PortLike, runtime: RuntimeLike) => void; stop: () => void } {
  const runCall = createCallRunner(contract, handlers.calls, options);
  const streams = [...contract.routes.values()].filter(isStreamRoute);
  const open = new Set<() => void>();

  /** Whoever is neither a page of ours nor admitted to a stream has no use for a port. */
  function mayConnect(sender: ClassifiedSender): sender is KnownSender {
    return sender.kind === 'extensionPage' || streams.some((route) => isAdmitted(route, sender));
  }

  function serve(port: PortLike, sender: KnownSender, runtime: RuntimeLike): void {
    const requests = new Map<string, AbortController>();

    function release(): void {
      open.delete(disconnect);
      for (const controller of requests.values()) controller.abort(abortReason('ABORTED'));
      requests.clear();
    }
    function disconnect(): void {
      release();
      close(port);
    }

    function respond(id: string, controller: AbortController, response: ResponseEnvelope): void {
      const outcome = post(port, { id, ...response });
      if (outcome === 'closed') disconnect();
      else if (outcome === 'refused') refuse(id, controller);
    }
    /** Answers a request whose response Chrome does not carry. */
    function refuse(id: string, controller: AbortController): void {
      requests.delete(id);
      controller.abort(abortReason('ABORTED'));
      post(port, { id, ...failed(routerError('INTERNAL')) });
    }
    /** The last response of a request, unless that was aborted: its id may be another's by now. */
    function settle(id: string, controller: AbortController, response: ResponseEnvelope): void {
      if (requests.get(id) !== controller) return;
      respond(id, controller, response);
      requests.delete(id);
    }

    function openStream(
      { id, name, route, input }: Extract<Admission<'stream'>, { ok: true }>,
      controller: AbortController,
    ): void {
      const { signal } = controller;
      function end(error: WireError): void {
        if (signal.aborted) return;
        settle(id, controller, failed(error));
        controller.abort();
      }
      function emit(event: unknown): void {
        if (signal.aborted) return;
        const parsed = parse(route.event, event);
        if (parsed.ok) {
          respond(id, controller, { ok: true, data: parsed.data });
        } else {
          logInvalidOutput(options.log, name, parsed.issues);
          end(routerError('INVALID_OUTPUT'));
        }
      }
      const handle = handlers.streams.get(name) as AnyStreamHandler;
      runStream(handle, input, { emit, signal, sender }).catch((thrown: unknown) => {
        if (signal.aborted) return;
        const error = toWireError(thrown, contract.errors);
        logThrown(options.log, name, error.code, thrown);
        end(error);
      });
    }

    function handleRequest(envelope: RequestEnvelope): void {
      const { id } = envelope;
      const controller = new AbortController();
      requests.set(id, controller);
      const route = contract.routes.get(envelope.route);
      if (route && isStreamRoute(route)) {
        const admission = admitStream(contract, envelope, sender);
        if (admission.ok) openStream(admission, controller);
        else settle(id, controller, failed(admission.error));
        return;
      }
      const response = runCall(envelope, sender, controller);
      if (response instanceof Promise) {
        void response.then((settled) => settle(id, controller, settled));
      } else settle(id, controller, response);
    }

    function handleAbort({ id }: AbortEnvelope): void {
      const controller = requests.get(id);
      // Deleted first: an aborted request is not answered.
      requests.delete(id);
      controller?.abort(abortReason('ABORTED'));
    }

    open.add(disconnect);
    port.onDisconnect.addListener(() => {
      // Chrome reports an error that nobody reads: here, of a page in the back/forward cache.
      void runtime.lastError;
      release();
    });
    port.onMessage.addListener((message) => {
      const request = parse(RequestEnvelope, message);
      if (request.ok && !requests.has(request.data.id)) {
        handleRequest(request.data);
        return;
      }
      const abort = parse(AbortEnvelope, message);
      if (abort.ok) {
        handleAbort(abort.data);
        return;
      }
      // Nobody who speaks this protocol sends such a thing, so there is no request to answer.
      post(port, failed(routerError('BAD_ENVELOPE')));
      disconnect();
    });
  }

  return {
    onConnect(port, runtime) {
      if (!isChannel(port)) return;
      const sender = classifySender(port.sender, options);
      if (mayConnect(sender)) {
        serve(port, sender, runtime);
        return;
      }
      // Not waited for: a port may be opened and never used.
      post(port, failed(forbidden(sender)));
      close(port);
    },
    stop() {
      for (const disconnect of [...open]) disconnect();
    },
  };
}

async function runStream(
  handle: AnyStreamHandler,
  input: unknown,
  context: Parameters<AnyStreamHandler>[1],
): Promise<void> {
  await handle(input, context);
}
