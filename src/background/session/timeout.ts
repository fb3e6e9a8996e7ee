import { unlessAborted } from '../../messaging/unless-aborted';

/**
 * Milliseconds for one answer of the session service, with every request to Clerk it takes: under the
 * routes' ten seconds, so that callers hear why and not only that it took too long.
 */
export const ANSWER_TIMEOUT_MS = 9_000;

/** Milliseconds for which whoever could be served from the cache waits for something newer. */
export const SETTLE_TIMEOUT_MS = 4_000;

/**
 * Waits for `task` for at most `ms` milliseconds. The SDK has no deadlines of its own: with the API
 * unreachable it retries for minutes.
 *
 * @param onTimeout makes the error to reject with, called once when the time is up. The task's signal
 * is aborted with it; a task that goes on all the same has its outcome dropped.
 */
export async function withTimeout<T>(
  ms: number,
  task: (signal: AbortSignal) => Promise<T>,
  onTimeout: () => Error,
): Promise<T> {
  const controller = new AbortController();
  const timer = setTimeout(() => controller.abort(onTimeout()), ms);
  try {
    return await unlessAborted(controller.signal, task(controller.signal));
  } finally {
    clearTimeout(timer);
  }
}
