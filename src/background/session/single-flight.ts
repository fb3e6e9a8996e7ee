/**
 * Runs one task per key at a time: callers that come while it runs share its outcome.
 *
 * @returns a function that starts `task`, or joins the one under way for that key. A rejection is
 * shared by those who wait for it and forgotten, so the next caller starts anew.
 */
export function createSingleFlight<T>() {
  const flights = new Map<string, Promise<T>>();
  return {
    run(key: string, task: () => Promise<T>): Promise<T> {
      const current = flights.get(key);
      if (current) return current;
      const flight = task().finally(() => {
        flights.delete(key);
      });
      flights.set(key, flight);
      return flight;
    },
  };
}
