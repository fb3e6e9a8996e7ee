import type { CallRoute, Contract } from '../contract';
import { MessagingError } from '../errors';
import { parseResponse } from './parse';
import type { Send } from './send-call';

export type CallOptions = {
  /** Aborts the call: the promise rejects with ABORTED, and so is the handler's signal aborted. */
  signal?: AbortSignal;
  /** Milliseconds after which to give up with TIMEOUT. Default: a second above the route's own. */
  deadlineMs?: number;
};

/** Milliseconds that transport, a cold start included, may take on top of the handler's deadline. */
const TRANSPORT_TIMEOUT_MS = 1_000;

/** The first attempt starts the worker again, so that the second finds it there. */
const RETRY_ONCE: ReadonlySet<string> = new Set(['NO_RECEIVER', 'WORKER_STOPPED']);

/** The client's half of a call; see `MessagingClient.call` for what it promises. */
export async function callRoute(
  send: Send,
  contract: Contract,
  { name, route, input }: { name: string; route: CallRoute; input: unknown },
  { signal, deadlineMs }: CallOptions,
): Promise<unknown> {
  if (signal?.aborted) throw aborted(signal.reason);
  let abortSent: (() => void) | undefined;
  let isGivenUp = false;
  const attempt = async () => {
    const { response, abort } = send(name, input);
    abortSent = abort;
    return parseResponse(contract, route.output, await response);
  };
  const answer = attempt().catch((error: MessagingError) => {
    if (route.idempotent && RETRY_ONCE.has(error.code) && !isGivenUp) return attempt();
    const mayBeDone = error.code === 'WORKER_STOPPED' && !route.idempotent;
    throw mayBeDone ? notRetryable(error) : error;
  });

  // The message is on its way. What can wait until then is done while the worker works: the timer
  // alone is a thirtieth of a warm round trip.
  return new Promise((resolve, reject) => {
    const stopWaiting = () => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', onAbort);
    };
    const giveUp = (error: MessagingError) => {
      isGivenUp = true;
      stopWaiting();
      reject(error);
      // Best effort: if it is lost, the route's deadline ends the handler.
      abortSent?.();
    };
    const onAbort = () => giveUp(aborted(signal?.reason));
    const timer = setTimeout(
      () => giveUp(timedOut(name, route.idempotent)),
      deadlineMs ?? route.deadlineMs + TRANSPORT_TIMEOUT_MS,
    );
    signal?.addEventListener('abort', onAbort, { once: true });
    answer.then(resolve, reject).finally(stopWaiting);
  });
}

function aborted(cause: unknown): MessagingError<'ABORTED'> {
  return new MessagingError('ABORTED', 'The call was aborted.', { retryable: false, cause });
}

function timedOut(name: string, retryable: boolean): MessagingError<'TIMEOUT'> {
  return new MessagingError('TIMEOUT', `No answer to "${name}" in time.`, { retryable });
}

function notRetryable({ code, message, cause }: MessagingError): MessagingError {
  return new MessagingError(code, message, { retryable: false, cause });
}
