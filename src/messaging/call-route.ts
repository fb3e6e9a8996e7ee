import { browserError, fromBrowserError } from './browser-errors';
import type { CallRoute, Contract } from './contract';
import { ENVELOPE_VERSION } from './envelope';
import { MessagingError } from './errors';
import { readResponse } from './response';
import type { RuntimeLike } from './runtime';

export type CallOptions = {
  /** Takes the call back: the promise rejects with ABORTED, and the handler's signal is aborted. */
  signal?: AbortSignal;
  /** Milliseconds after which to give up with TIMEOUT. Default: a second above the route's own. */
  deadlineMs?: number;
};

/** What the way there and back may take on top of the handler's deadline, a cold start included. */
const TRAVEL_MS = 1_000;

/** The client's half of a call; see `Client.call` for what it promises. */
export async function callRoute(
  getRuntime: () => RuntimeLike,
  contract: Contract,
  request: { name: string; route: CallRoute; input: unknown },
  { signal, deadlineMs }: CallOptions,
): Promise<unknown> {
  const { name, route, input } = request;
  const given = new AbortController();
  const onAbort = () => given.abort(aborted(signal?.reason));
  const timer = setTimeout(
    () => given.abort(timedOut(name, route.idempotent)),
    deadlineMs ?? route.deadlineMs + TRAVEL_MS,
  );
  signal?.addEventListener('abort', onAbort, { once: true });
  if (signal?.aborted) onAbort();

  const ask = async () => {
    const envelope = { v: ENVELOPE_VERSION, id: crypto.randomUUID(), route: name, input };
    const response = await send(getRuntime(), envelope, given.signal);
    return readResponse(contract, route.output, response);
  };
  try {
    return await ask().catch((error: MessagingError) => {
      if (route.idempotent && MAY_PASS_AT_ONCE.has(error.code)) return ask();
      const mayBeDone = error.code === 'WORKER_STOPPED' && !route.idempotent;
      throw mayBeDone ? notRetryable(error) : error;
    });
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener('abort', onAbort);
  }
}

/** The message itself starts the worker again, so the second try finds it there. */
const MAY_PASS_AT_ONCE: ReadonlySet<string> = new Set(['NO_RECEIVER', 'WORKER_STOPPED']);

function send(
  runtime: RuntimeLike,
  envelope: { v: number; id: string },
  given: AbortSignal,
): Promise<unknown> {
  return new Promise((resolve, reject) => {
    if (given.aborted) return reject(given.reason);
    const takeBack = () => {
      reject(given.reason);
      // Best effort: if it is lost, the route's deadline ends the handler.
      sendMessage(runtime, { v: envelope.v, id: envelope.id, abort: true }).catch(() => {});
    };
    given.addEventListener('abort', takeBack, { once: true });
    sendMessage(runtime, envelope)
      .then(resolve, reject)
      .finally(() => given.removeEventListener('abort', takeBack));
  });
}

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
