import { responseCode } from './clerk-error';

/** Why Clerk could not load (nothing of Clerk answered, or Clerk refused), and when, in epoch milliseconds. */
export type LoadFailure = { reason: 'unreachable' | 'misconfigured'; at: number };

/** What a page's own first requests to the Frontend API have come to. */
export type LoadWatch = {
  /** Takes the place of `fetch`, and takes note of what the SDK is answered when it loads. */
  fetch: typeof fetch;
  /**
   * Why Clerk could not load; `null` while nothing stands in its way. A refusal goes first. The same
   * object until something changes.
   */
  failure(): LoadFailure | null;
  /** Calls back after each change. Returns the way to unsubscribe. */
  subscribe(onChange: () => void): () => void;
};

/** What the SDK asks for in a page before it is loaded. */
const LOADING = ['/v1/dev_browser', '/v1/environment', '/v1/client'];

/**
 * Watches the requests with which the SDK loads in a page. Nobody else could say why they fail: the SDK
 * says only that it failed, and the worker does not ask Clerk where there is no client yet.
 *
 * @param nativeFetch what sends the requests.
 * @param now epoch milliseconds.
 */
export function createLoadWatch(
  frontendApiHost: string,
  nativeFetch: typeof fetch,
  now: () => number = Date.now,
): LoadWatch {
  const failures = new Map<string, LoadFailure>();
  const subscribers = new Set<() => void>();

  function note(path: string, reason: LoadFailure['reason'] | null): void {
    if (reason === null) failures.delete(path);
    else failures.set(path, { reason, at: now() });
    for (const notify of [...subscribers]) notify();
  }

  return {
    async fetch(input, init) {
      const { host, pathname } = new URL(input instanceof Request ? input.url : input);
      if (host !== frontendApiHost || !LOADING.includes(pathname)) return nativeFetch(input, init);
      try {
        const response = await nativeFetch(input, init);
        note(pathname, await reasonOf(response));
        return response;
      } catch (error) {
        note(pathname, 'unreachable');
        throw error;
      }
    },
    failure() {
      const standing = [...failures.values()].toSorted((one, other) => other.at - one.at);
      return standing.find(({ reason }) => reason === 'misconfigured') ?? standing[0] ?? null;
    },
    subscribe(onChange) {
      subscribers.add(onChange);
      return () => subscribers.delete(onChange);
    },
  };
}

async function reasonOf(response: Response): Promise<LoadFailure['reason'] | null> {
  if (response.ok) return null;
  const isRefusal = response.status >= 400 && response.status < 500 && response.status !== 429;
  // A 4xx without Clerk's own error shape is a proxy's or a captive portal's.
  return isRefusal && (await responseCode(response)) ? 'misconfigured' : 'unreachable';
}
