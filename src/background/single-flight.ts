/**
 * Runs one task per key at a time: callers that come while it runs share its outcome.
 *
 * @returns a function that starts `task`, or joins the one under way for that key. A rejection is
 * shared by those who wait for it and forgotten, so the next caller starts anew. `forget` makes
 * the next caller start anew even though a task is still running.
 */
export function createSingleFlight<T>() {
  const flights = new Map<string, Promise<T>>();
  return {
    run(key: string, task: () => Promise<T>): Promise<T> {
      const current = flights.get(key);
      if (current) return current;
      const flight = task().finally(() => {
        if (flights.get(key) === flight) flights.delete(key);
      });
      flights.set(key, flight);
      return flight;
    },
    forget(key: string): void {
      flights.delete(key);
    },
  };
}
