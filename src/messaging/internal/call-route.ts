import type { CallRoute, Contract } from '../contract';
import { MessagingError } from '../errors';
import type { RuntimeLike } from '../runtime';
import { browserError, fromBrowserError } from './browser-errors';
import { ENVELOPE_VERSION } from './envelope';
import { parseResponse } from './parse';

export type CallOptions = {
  /** Takes the call back: the promise rejects with ABORTED, and the handler's signal is aborted. */
  signal?: AbortSignal;
  /** Milliseconds after which to give up with TIMEOUT. Default: a second above the route's own. */
  deadlineMs?: number;
};

/** Milliseconds that transport, a cold start included, may take on top of the handler's deadline. */
const TRANSPORT_TIMEOUT_MS = 1_000;

/** The client's half of a call; see `Client.call` for what it promises. */
export async function callRoute(
  getRuntime: () => RuntimeLike,
  contract: Contract,
  { name, route, input }: { name: string; route: CallRoute; input: unknown },
  { signal, deadlineMs }: CallOptions,
): Promise<unknown> {
  if (signal?.aborted) throw aborted(signal.reason);
  let id = '';
  let isGivenUp = false;
  const send = async () => {
    id = crypto.randomUUID();
    const envelope = { v: ENVELOPE_VERSION, id, route: name, input };
    return parseResponse(contract, route.output, await sendMessage(getRuntime(), envelope));
  };
  const sendAbort = async () => sendMessage(getRuntime(), { v: ENVELOPE_VERSION, id, abort: true });
  const answer = send().catch((error: MessagingError) => {
    if (route.idempotent && RETRY_ONCE.has(error.code) && !isGivenUp) return send();
    const mayBeDone = error.code === 'WORKER_STOPPED' && !route.idempotent;
    throw mayBeDone ? notRetryable(error) : error;
  });

  // The message is on its way. What can wait until then is done while the worker works: the clock
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
      sendAbort().catch(() => {});
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

/** The message itself starts the worker again, so the second try finds it there. */
const RETRY_ONCE: ReadonlySet<string> = new Set(['NO_RECEIVER', 'WORKER_STOPPED']);

async function sendMessage(runtime: RuntimeLike, message: object): Promise<unknown> {
  let response: unknown;
  try {
    response = await runtime.sendMessage(message);
  } catch (thrown) {
    throw fromBrowserError(thrown);
  }
  // How a promise tells that there were listeners, of pages say, but none of them answered.
  if (response === undefined) throw browserError('NO_RECEIVER');
  return response;
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
