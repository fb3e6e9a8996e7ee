/** The browser's word on the network. */
export type Connectivity = {
  isOnline(): boolean;
  /** Returns a check whether the browser has said "online" without a break since this call. */
  watch(): () => boolean;
  /** Calls back each time the network returns. */
  onReturn(callback: () => void): void;
};

/**
 * Reads `navigator.onLine` and the worker's `online` and `offline` events.
 *
 * The SDK takes that word too: while offline its requests do not fail but answer `null`, which
 * reads as a client without sessions, that is, as signed out. So an answer only counts when the
 * browser stayed online while it was fetched.
 *
 * @see https://github.com/clerk/javascript/blob/main/packages/clerk-js/src/core/resources/Base.ts
 */
export function createConnectivity(
  scope: { navigator: { onLine: boolean } } & Pick<EventTarget, 'addEventListener'>,
): Connectivity {
  let interruptions = 0;
  scope.addEventListener('offline', () => {
    interruptions += 1;
  });
  const isOnline = () => scope.navigator.onLine;
  return {
    isOnline,
    watch() {
      const before = interruptions;
      const wasOnline = isOnline();
      return () => wasOnline && isOnline() && interruptions === before;
    },
    onReturn: (callback) => scope.addEventListener('online', callback),
  };
}
