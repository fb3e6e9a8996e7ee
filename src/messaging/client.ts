import { fromBrowserError } from './browser-errors';
import type {
  CallName,
  CallRoute,
  Contract,
  EventOf,
  InputOf,
  OutputOf,
  StreamName,
} from './contract';
import { isStream } from './contract';
import { PROTOCOL, VERSION } from './envelope';
import { MessagingError } from './errors';
import { readResponse } from './read-response';
import type { ClientRuntime } from './runtime';
import { followStream, type WatchOptions } from './stream-client';
import { parse } from './wire-error';

/** Milliseconds past a route's deadline at which a call gives up on the worker's own answer. */
const GRACE_MS = 1_000;

export type CallOptions = {
  /** Ends the call with ABORTED, and the handler's signal aborts. */
  signal?: AbortSignal;
  /** Milliseconds until the call ends with TIMEOUT, instead of the route's deadline and a second. */
  deadlineMs?: number;
};

/** The pages' end of a contract. */
export type Client<C extends Contract> = {
  /**
   * Asks the worker. Resolves to an answer that fits the contract, and rejects only with a
   * {@link MessagingError}. A call whose route is idempotent is repeated once when the worker was not
   * there or died; others never are.
   */
  call<N extends CallName<C>>(
    route: N,
    input: InputOf<C, N>,
    options?: CallOptions,
  ): Promise<OutputOf<C, N>>;
  /**
   * Follows a stream until `signal` aborts: `onEvent` gets the first event at once and each one
   * after. The stream outlives the worker: it connects again by itself. It ends early only for what
   * no new attempt can mend, told through `onError`.
   */
  watch<N extends StreamName<C>>(
    route: N,
    input: InputOf<C, N>,
    onEvent: (event: EventOf<C, N>) => void,
    options: WatchOptions,
  ): void;
};

/**
 * Makes a contract's client.
 *
 * @param options.runtime defaults to `chrome.runtime`, looked up at each use.
 * @example
 * const client = createClient(contract);
 * const four = await client.call('math.double', 2);
 */
export function createClient<C extends Contract>(
  contract: C,
  options: { runtime?: ClientRuntime } = {},
): Client<C> {
  const runtime = () => options.runtime ?? browserRuntime();

  async function call(name: string, rawInput: unknown, { signal, deadlineMs }: CallOptions = {}) {
    const route = contract.routes.get(name);
    if (!route || isStream(route)) throw new MessagingError('UNKNOWN_ROUTE', `No call ${name}.`);
    const input = parse(route.input, rawInput);
    if (!input.ok) {
      throw new MessagingError('INVALID_INPUT', 'The input does not fit the route.', {
        details: { issues: input.issues },
      });
    }
    const limit = deadlineSignal(deadlineMs ?? route.deadlineMs + GRACE_MS, signal);
    try {
      const attempt = () => exchange(runtime(), route, name, input.data, limit.signal);
      return await attempt().catch((error: unknown) => {
        if (route.idempotent && isWorkerLost(error)) return attempt();
        throw error;
      });
    } finally {
      limit.clear();
    }
  }

  return {
    call: call as Client<C>['call'],
    watch: (name, input, onEvent, watchOptions) =>
      followStream(
        runtime,
        contract,
        name,
        input,
        onEvent as (event: unknown) => void,
        watchOptions,
      ),
  };
}

/** One question and its answer. An abort of `signal` also tells the worker. */
async function exchange(
  runtime: ClientRuntime,
  route: CallRoute,
  name: string,
  input: unknown,
  signal: AbortSignal,
): Promise<unknown> {
  signal.throwIfAborted();
  const id = crypto.randomUUID();
  const envelope = { protocol: PROTOCOL, v: VERSION, id };
  const aborted = new Promise<never>((_, reject) => {
    signal.addEventListener('abort', () => {
      // Nobody waits for this answer, and a worker that is gone has nothing to abort.
      send(runtime, { ...envelope, kind: 'abort' }).catch(() => {});
      reject(signal.reason);
    });
  });
  const raw = await Promise.race([
    send(runtime, { ...envelope, kind: 'call', route: name, input }),
    aborted,
  ]);
  return readResponse(raw, route.output);
}

async function send(runtime: ClientRuntime, message: unknown): Promise<unknown> {
  let response: unknown;
  try {
    response = await runtime.sendMessage(message);
  } catch (error) {
    throw fromBrowserError(error);
  }
  // Somebody listens, but not for us: Chrome then resolves to nothing.
  if (response === undefined) {
    throw new MessagingError('NO_RECEIVER', 'The extension’s worker is not listening.', {
      retryable: true,
    });
  }
  return response;
}

function isWorkerLost(error: unknown): boolean {
  return (
    error instanceof MessagingError &&
    (error.code === 'WORKER_STOPPED' || error.code === 'NO_RECEIVER')
  );
}

/** A signal that aborts with TIMEOUT after `ms`, or with ABORTED when `caller` aborts. */
function deadlineSignal(ms: number, caller: AbortSignal | undefined) {
  const controller = new AbortController();
  const timer = setTimeout(() => {
    controller.abort(
      new MessagingError('TIMEOUT', 'The worker did not answer in time.', { retryable: true }),
    );
  }, ms);
  const onAbort = () => controller.abort(new MessagingError('ABORTED', 'The caller gave up.'));
  if (caller?.aborted) onAbort();
  caller?.addEventListener('abort', onAbort, { once: true });
  return {
    signal: controller.signal,
    clear() {
      clearTimeout(timer);
      caller?.removeEventListener('abort', onAbort);
    },
  };
}

function browserRuntime(): ClientRuntime {
  // After an update Chrome takes `chrome.runtime.id` away from pages and scripts of the old version.
  if (globalThis.chrome?.runtime?.id) return chrome.runtime as ClientRuntime;
  throw new MessagingError('CONTEXT_INVALIDATED', 'The extension was updated: reload this page.');
}
