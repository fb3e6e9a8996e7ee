import { backoffMs } from './backoff';
import { fromBrowserError } from './browser-errors';
import { type Contract, isStream, type StreamRoute } from './contract';
import { PORT_NAME, VERSION } from './envelope';
import { MessagingError } from './errors';
import { readResponse } from './read-response';
import type { ClientRuntime, PortLike } from './runtime';

export type StreamStatus = 'connecting' | 'connected' | 'reconnecting';

export type WatchOptions = {
  /** Ends the stream; nothing is called after. */
  signal: AbortSignal;
  /** Told of each error. `retryable` ones, the worker's death among them, are mended by themselves. */
  onError?: (error: MessagingError) => void;
  /** Told when the stream is being (re)connected, and when its first event has come. */
  onStatus?: (status: StreamStatus) => void;
};

/** Codes that a new connection cannot mend. */
const FINAL = new Set([
  'FORBIDDEN',
  'UNKNOWN_ROUTE',
  'INVALID_INPUT',
  'BAD_ENVELOPE',
  'CONTEXT_INVALIDATED',
]);

/** Follows one stream for {@link Client.watch}: one port at a time, a new one when it breaks. */
export function followStream(
  runtime: () => ClientRuntime,
  contract: Contract,
  name: string,
  input: unknown,
  onEvent: (event: unknown) => void,
  { signal, onError, onStatus }: WatchOptions,
): void {
  const route = contract.routes.get(name);
  let port: PortLike | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let failures = 0;
  let connected = false;

  function connect(): void {
    if (signal.aborted) return;
    onStatus?.(failures === 0 ? 'connecting' : 'reconnecting');
    try {
      const opened = runtime().connect({ name: PORT_NAME });
      port = opened;
      opened.onMessage.addListener((message) => receive(opened, message));
      opened.onDisconnect.addListener(() => lose(opened, stopped()));
      opened.postMessage({ v: VERSION, route: name, input });
    } catch (error) {
      lose(port, error instanceof MessagingError ? error : fromBrowserError(error));
    }
  }

  function receive(from: PortLike, message: unknown): void {
    if (from !== port || signal.aborted) return;
    let event: unknown;
    try {
      event = readResponse(message, (route as StreamRoute).event);
    } catch (error) {
      lose(from, error as MessagingError);
      return;
    }
    if (!connected) onStatus?.('connected');
    connected = true;
    failures = 0;
    onEvent(event);
  }

  function lose(from: PortLike | undefined, error: MessagingError): void {
    if (from !== port || signal.aborted) return;
    // Chrome reports why through lastError, and complains when nobody reads it.
    void globalThis.chrome?.runtime?.lastError;
    port = undefined;
    connected = false;
    from?.disconnect();
    onError?.(error);
    if (FINAL.has(error.code)) {
      stop();
      return;
    }
    failures += 1;
    timer = setTimeout(connect, backoffMs(failures));
  }

  function stop(): void {
    clearTimeout(timer);
    globalThis.removeEventListener?.('pageshow', reconnectNow);
    port?.disconnect();
    port = undefined;
  }

  /** A page restored from the back/forward cache has lost its port, and its timers were frozen. */
  function reconnectNow(): void {
    if (port || signal.aborted) return;
    clearTimeout(timer);
    connect();
  }

  if (!route || !isStream(route)) {
    onError?.(new MessagingError('UNKNOWN_ROUTE', `No stream ${name}.`));
    return;
  }
  if (signal.aborted) return;
  signal.addEventListener('abort', stop, { once: true });
  globalThis.addEventListener?.('pageshow', reconnectNow);
  connect();
}

function stopped(): MessagingError {
  return new MessagingError('WORKER_STOPPED', 'The worker stopped.', { retryable: true });
}
