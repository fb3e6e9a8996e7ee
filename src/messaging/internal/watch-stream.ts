import type { Contract, StreamRoute } from '../contract';
import type { MessagingError } from '../errors';
import type { Connection } from './connection';
import { parseResponse } from './parse';

export type WatchStatus = 'connecting' | 'connected' | 'reconnecting';

export type WatchOptions<Code extends string = string> = {
  /** Ends the watching; nothing is called back after it is aborted. */
  signal: AbortSignal;
  /** Why the stream failed. It reconnects by itself, unless the error is final. */
  onError?: (error: MessagingError<Code>) => void;
  /** `connected` with each connection's first event. */
  onStatus?: (status: WatchStatus) => void;
};

/** The same request would be refused again, or nobody is left to answer it. */
const NON_RETRYABLE: ReadonlySet<string> = new Set([
  'CONTEXT_INVALIDATED',
  'FORBIDDEN',
  'UNKNOWN_ROUTE',
  'INVALID_INPUT',
  'BAD_ENVELOPE',
]);

/** Milliseconds after which a connection was stable, so that its loss does not lengthen the wait. */
const STABLE_MS = 10_000;

const FIRST_WAIT_MS = 100;
const LONGEST_WAIT_MS = 10_000;

/** The client's half of a stream; see `MessagingClient.watch` for what it promises. */
export function watchStream(
  connection: Connection,
  contract: Contract,
  request: { name: string; route: StreamRoute; input: unknown },
  onEvent: (event: unknown) => void,
  { signal, onError, onStatus }: WatchOptions,
): void {
  let endExchange: (() => void) | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let status: WatchStatus | undefined;
  let failures = 0;
  let connectedAt: number | undefined;

  function setStatus(next: WatchStatus): void {
    if (status === next) return;
    status = next;
    onStatus?.(next);
  }

  function disconnect(): void {
    clearTimeout(timer);
    connectedAt = undefined;
    endExchange?.();
    endExchange = undefined;
  }

  function stop(): void {
    disconnect();
    signal.removeEventListener('abort', stop);
  }

  function handleFailure(error: MessagingError | undefined): void {
    if (connectedAt !== undefined && performance.now() - connectedAt >= STABLE_MS) failures = 0;
    disconnect();
    const isFinal = error !== undefined && NON_RETRYABLE.has(error.code);
    if (isFinal) stop();
    else timer = setTimeout(connect, backoffMs(failures++));
    // Callbacks come last: one may abort the signal, or throw.
    if (!isFinal) setStatus('reconnecting');
    if (error && !signal.aborted) onError?.(error);
  }

  function receive(response: unknown): void {
    let event: unknown;
    try {
      event = parseResponse(contract, request.route.event, response);
    } catch (error) {
      handleFailure(error as MessagingError);
      return;
    }
    connectedAt ??= performance.now();
    setStatus('connected');
    if (!signal.aborted) onEvent(event);
  }

  function connect(): void {
    disconnect();
    try {
      endExchange = connection.open({
        route: request.name,
        input: request.input,
        once: false,
        onResponse: receive,
        onLost: handleFailure,
        onResume: connect,
      });
    } catch (thrown) {
      const error = thrown as MessagingError;
      handleFailure(error.code === 'WORKER_STOPPED' ? undefined : error);
    }
  }

  if (signal.aborted) return;
  signal.addEventListener('abort', stop, { once: true });
  setStatus('connecting');
  if (!signal.aborted) connect();
}

/**
 * Milliseconds to wait before the next attempt after this many failures in a row: doubling from 100,
 * at most 10,000, of which the upper half is random so that pages that lost the same worker do not
 * all come back at once.
 */
export function backoffMs(failures: number, random: () => number = Math.random): number {
  const ceiling = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** failures);
  return ceiling / 2 + random() * (ceiling / 2);
}
