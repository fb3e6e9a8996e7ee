import { admit, forbidden, isAdmitted } from './admit';
import { close, isChannel, post } from './channel';
import { type Contract, isStreamRoute } from './contract';
import type { WireError } from './envelope';
import { type Log, logMisfit, logThrown } from './log-entry';
import { parse } from './parse';
import type { PortLike } from './runtime';
import { classifySender, type KnownSender } from './sender';
import { routerError, toWireError } from './wire-error';

export type StreamContext<Event> = {
  /** Sends an event. Does nothing once the signal is aborted, so it may be called at any time. */
  readonly emit: (event: Event) => void;
  /** Aborted when the page leaves or unsubscribes, or the stream failed. */
  readonly signal: AbortSignal;
  readonly sender: KnownSender;
};
export type AnyStreamHandler = (input: unknown, context: StreamContext<unknown>) => unknown;

type Options = { extensionId: string; pages: readonly string[]; log?: Log | undefined };

/** The `onConnect` half of a router: one port, one stream. */
export function serveStreams(
  contract: Contract,
  handlers: ReadonlyMap<string, AnyStreamHandler>,
  options: Options,
): { onConnect: (port: PortLike) => void; stop: () => void } {
  const streams = [...contract.routes.values()].filter(isStreamRoute);
  const open = new Set<() => void>();

  function accept(port: PortLike): void {
    const sender = classifySender(port.sender, options);
    const controller = new AbortController();
    const { signal } = controller;

    const release = () => {
      open.delete(hangUp);
      controller.abort();
    };
    const hangUp = () => {
      release();
      close(port);
    };
    const fail = (error: WireError) => {
      if (signal.aborted) return;
      post(port, { ok: false, error });
      hangUp();
    };

    // A port may be opened and never spoken on, so who can have no stream is not waited for.
    if (!streams.some((route) => isAdmitted(route, sender))) return fail(forbidden(sender));
    open.add(hangUp);
    port.onDisconnect.addListener(release);
    port.onMessage.addListener(function opening(message) {
      port.onMessage.removeListener(opening);
      const admission = admit(contract, 'stream', message, sender);
      if (!admission.ok) return fail(admission.error);
      const { name, route, input } = admission;
      const emit = (event: unknown) => {
        if (signal.aborted) return;
        const parsed = parse(route.event, event);
        if (!parsed.ok) {
          logMisfit(options.log, name, parsed.issues);
          return fail(routerError('INVALID_OUTPUT'));
        }
        if (!post(port, { ok: true, data: parsed.data })) hangUp();
      };
      const onThrown = (thrown: unknown) => {
        if (signal.aborted) return;
        const error = toWireError(thrown, contract.errors);
        logThrown(options.log, name, error.code, thrown);
        fail(error);
      };
      run(handlers.get(name) as AnyStreamHandler, input, {
        emit,
        signal,
        sender: admission.sender,
      }).catch(onThrown);
    });
  }

  return {
    onConnect(port) {
      if (isChannel(port)) accept(port);
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
