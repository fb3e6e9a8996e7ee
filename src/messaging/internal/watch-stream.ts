import type { Contract, StreamRoute } from '../contract';
import type { MessagingError } from '../errors';
import type { PortLike, RuntimeLike } from '../runtime';
import { backoffMs } from './backoff';
import { fromBrowserError } from './browser-errors';
import { CHANNEL_NAME, close, post } from './channel';
import { ENVELOPE_VERSION } from './envelope';
import { parseResponse } from './parse';

export type WatchStatus = 'connecting' | 'connected' | 'reconnecting';

export type WatchOptions<Code extends string = string> = {
  /** Ends the watching; nothing is called back after it is aborted. */
  signal: AbortSignal;
  /** Why the line failed. It reconnects by itself, unless the error cannot pass. */
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

/** The client's half of a stream; see `Client.watch` for what it promises. */
export function watchStream(
  getRuntime: () => RuntimeLike,
  contract: Contract,
  request: { name: string; route: StreamRoute; input: unknown },
  onEvent: (event: unknown) => void,
  { signal, onError, onStatus }: WatchOptions,
): void {
  let port: PortLike | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let status: WatchStatus | undefined;
  let failures = 0;
  let connectedAt: number | undefined;
  const inWindow = 'onpageshow' in globalThis;

  function setStatus(next: WatchStatus): void {
    if (status === next) return;
    status = next;
    onStatus?.(next);
  }

  function disconnect(): void {
    clearTimeout(timer);
    const former = port;
    port = undefined;
    connectedAt = undefined;
    if (former) close(former);
  }

  function stop(): void {
    disconnect();
    signal.removeEventListener('abort', stop);
    if (inWindow) removeEventListener('pageshow', onPageShow);
  }

  function handleFailure(error: MessagingError | undefined): void {
    if (connectedAt !== undefined && performance.now() - connectedAt >= STABLE_MS) failures = 0;
    disconnect();
    const final = error !== undefined && NON_RETRYABLE.has(error.code);
    if (final) stop();
    else timer = setTimeout(connect, backoffMs(failures++));
    // Callbacks come last: one may abort the signal, or throw.
    if (!final) setStatus('reconnecting');
    if (error && !signal.aborted) onError?.(error);
  }

  function connect(): void {
    let opened: PortLike;
    let runtime: RuntimeLike;
    try {
      runtime = getRuntime();
      opened = runtime.connect({ name: CHANNEL_NAME });
    } catch (thrown) {
      handleFailure(fromBrowserError(thrown));
      return;
    }
    port = opened;
    opened.onMessage.addListener((message) => {
      if (opened === port) receive(message);
    });
    opened.onDisconnect.addListener(() => {
      // Chrome logs an error that nobody reads. None is there when the worker just went idle.
      const reason = runtime.lastError;
      if (opened === port) handleFailure(reason ? fromBrowserError(reason) : undefined);
    });
    const envelope = {
      v: ENVELOPE_VERSION,
      id: crypto.randomUUID(),
      route: request.name,
      input: request.input,
    } as const;
    if (!post(opened, envelope)) handleFailure(undefined);
  }

  function receive(message: unknown): void {
    let event: unknown;
    try {
      event = parseResponse(contract, request.route.event, message);
    } catch (error) {
      handleFailure(error as MessagingError);
      return;
    }
    connectedAt ??= performance.now();
    setStatus('connected');
    if (!signal.aborted) onEvent(event);
  }

  // Chrome closes a port when its page enters the back/forward cache, and a frozen page hears
  // nothing of it. https://developer.chrome.com/blog/bfcache-extension-messaging-changes
  function onPageShow(event: object): void {
    if (!('persisted' in event && event.persisted === true)) return;
    disconnect();
    connect();
  }

  if (signal.aborted) return;
  signal.addEventListener('abort', stop, { once: true });
  if (inWindow) addEventListener('pageshow', onPageShow);
  setStatus('connecting');
  if (!signal.aborted) connect();
}
