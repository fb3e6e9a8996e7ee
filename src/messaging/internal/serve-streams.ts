import { type Contract, isStreamRoute } from '../contract';
import type { PortLike, RuntimeLike } from '../runtime';
import { classifySender } from '../sender';
import { admitStream, forbidden, isAdmitted } from './admit';
import { close, isChannel, post } from './channel';
import type { WireError } from './envelope';
import type { AnyStreamHandler, RouterOptions, StreamContext } from './handlers';
import { logInvalidOutput, logThrown } from './log';
import { parse } from './parse';
import { routerError, toWireError } from './wire-error';

/** The `onConnect` half of a router: one port, one stream. */
export function serveStreams(
  contract: Contract,
  handlers: ReadonlyMap<string, AnyStreamHandler>,
  options: RouterOptions,
): { onConnect: (port: PortLike, runtime: RuntimeLike) => void; stop: () => void } {
  const streams = [...contract.routes.values()].filter(isStreamRoute);
  const open = new Set<() => void>();

  function accept(port: PortLike, runtime: RuntimeLike): void {
    const sender = classifySender(port.sender, options);
    const controller = new AbortController();
    const { signal } = controller;

    function release(): void {
      open.delete(disconnect);
      controller.abort();
    }
    function disconnect(): void {
      release();
      close(port);
    }
    function fail(error: WireError): void {
      if (signal.aborted) return;
      post(port, { ok: false, error });
      disconnect();
    }

    function serve(message: unknown): void {
      const admission = admitStream(contract, message, sender);
      if (!admission.ok) {
        fail(admission.error);
        return;
      }
      const { name, route, input } = admission;
      function emit(event: unknown): void {
        if (signal.aborted) return;
        const parsed = parse(route.event, event);
        if (!parsed.ok) {
          logInvalidOutput(options.log, name, parsed.issues);
          fail(routerError('INVALID_OUTPUT'));
        } else if (!post(port, { ok: true, data: parsed.data })) disconnect();
      }
      const context = { emit, signal, sender: admission.sender };
      run(handlers.get(name) as AnyStreamHandler, input, context).catch((thrown: unknown) => {
        if (signal.aborted) return;
        const error = toWireError(thrown, contract.errors);
        logThrown(options.log, name, error.code, thrown);
        fail(error);
      });
    }

    // A port may be opened and never spoken on, so who can have no stream is not waited for.
    if (!streams.some((route) => isAdmitted(route, sender))) {
      fail(forbidden(sender));
      return;
    }
    open.add(disconnect);
    port.onDisconnect.addListener(() => {
      // Chrome reports an error that nobody reads: here, of a page in the back/forward cache.
      void runtime.lastError;
      release();
    });
    port.onMessage.addListener(function opening(message) {
      port.onMessage.removeListener(opening);
      serve(message);
    });
  }

  return {
    onConnect(port, runtime) {
      if (isChannel(port)) accept(port, runtime);
    },
    stop() {
      for (const disconnect of [...open]) disconnect();
    },
  };
}

async function run(
  handle: AnyStreamHandler,
  input: unknown,
  context: StreamContext<unknown>,
): Promise<void> {
  await handle(input, context);
}
