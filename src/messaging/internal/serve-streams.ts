import { type Contract, isStreamRoute } from '../contract';
import type { PortLike, RuntimeLike } from '../runtime';
import { classifySender, type KnownSender } from '../sender';
import { admitStream, forbidden, isAdmitted } from './admit';
import { close, isChannel, post } from './channel';
import type { WireError } from './envelope';
import { logMisfit, logThrown } from './log-entry';
import { parse } from './parse';
import type { RouterOptions } from './router-options';
import { routerError, toWireError } from './wire-error';

export type StreamContext<Event> = {
  /** Sends an event. Does nothing once the signal is aborted, so it may be called at any time. */
  readonly emit: (event: Event) => void;
  /** Aborted when the page leaves or unsubscribes, or the stream failed. */
  readonly signal: AbortSignal;
  readonly sender: KnownSender;
};
export type AnyStreamHandler = (input: unknown, context: StreamContext<unknown>) => unknown;

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
      open.delete(hangUp);
      controller.abort();
    }
    function hangUp(): void {
      release();
      close(port);
    }
    function fail(error: WireError): void {
      if (signal.aborted) return;
      post(port, { ok: false, error });
      hangUp();
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
          logMisfit(options.log, name, parsed.issues);
          fail(routerError('INVALID_OUTPUT'));
        } else if (!post(port, { ok: true, data: parsed.data })) hangUp();
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
    open.add(hangUp);
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
      for (const hangUp of [...open]) hangUp();
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
