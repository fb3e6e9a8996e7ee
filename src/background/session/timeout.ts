/**
 * Waits for `task` no longer than `ms` milliseconds. The SDK has no deadlines of its own: with the
 * API unreachable it retries for minutes.
 *
 * @param onLapse makes the error to reject with, called once when the time is up; the task itself
 * goes on, and its late outcome is dropped.
 */
export async function withBudget<T>(
  ms: number,
  task: (signal: AbortSignal) => Promise<T>,
  onLapse: () => Error,
): Promise<T> {
  const controller = new AbortController();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const lapse = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      const error = onLapse();
      controller.abort(error);
      reject(error);
    }, ms);
  });
  try {
    return await Promise.race([task(controller.signal), lapse]);
  } finally {
    clearTimeout(timer);
  }
}
