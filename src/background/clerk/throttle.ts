/**
 * `task`, run at once for the first `burst` calls and each `intervalMs` once more after that. A call that
 * comes too soon, or while a run is under way, waits for the next run and shares its outcome with all others
 * that wait. So what the last call was about is never missed.
 *
 * @param now milliseconds by a clock that nobody sets.
 */
export function throttle<T>(
  task: () => Promise<T>,
  { burst, intervalMs }: { burst: number; intervalMs: number },
  now: () => number = () => performance.now(),
): () => Promise<T> {
  /** When all runs so far would have begun, had they kept the interval. */
  let usedUntil = Number.NEGATIVE_INFINITY;
  let running: Promise<unknown> | null = null;
  let next: Promise<T> | null = null;

  function run(): Promise<T> {
    usedUntil = Math.max(usedUntil, now()) + intervalMs;
    const outcome = task();
    running = outcome
      .catch(() => {})
      .then(() => {
        running = null;
      });
    return outcome;
  }

  return () => {
    if (next) return next;
    const waitMs = usedUntil - (burst - 1) * intervalMs - now();
    if (!running && waitMs <= 0) return run();
    const isDue = waitMs > 0 && new Promise((resolve) => setTimeout(resolve, waitMs));
    next = Promise.all([running, isDue]).then(() => {
      next = null;
      return run();
    });
    return next;
  };
}
