import type { CallRoute } from './contract';
import { routerError } from './wire-error';

/**
 * Runs a handler under its route's deadline. The outcome is settled by whichever comes first: the
 * handler, the deadline, or an abort of `controller`; the handler's signal aborts with the last two.
 */
export async function withDeadline<T>(
  route: Pick<CallRoute, 'deadlineMs' | 'idempotent'>,
  controller: AbortController,
  handle: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const { signal } = controller;
  const aborted = new Promise<never>((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
  });
  const timer = setTimeout(() => {
    controller.abort(
      routerError('DEADLINE_EXCEEDED', 'The handler took too long.', {
        retryable: route.idempotent,
      }),
    );
  }, route.deadlineMs);
  try {
    return await Promise.race([handle(signal), aborted]);
  } finally {
    clearTimeout(timer);
  }
}
