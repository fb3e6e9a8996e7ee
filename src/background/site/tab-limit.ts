import { failure } from './api-fetch';

/**
 * Runs at most `most` tasks at once for each tab; one more rejects with API_BUSY at once, so that a
 * site that floods is told so and nothing of it is kept waiting in the worker's memory.
 */
export function createTabLimit(most: number): {
  run<T>(tabId: number, task: () => Promise<T>): Promise<T>;
} {
  const running = new Map<number, number>();
  return {
    async run(tabId, task) {
      const now = running.get(tabId) ?? 0;
      if (now >= most) throw failure('API_BUSY', true);
      running.set(tabId, now + 1);
      try {
        return await task();
      } finally {
        const left = (running.get(tabId) ?? 1) - 1;
        if (left === 0) running.delete(tabId);
        else running.set(tabId, left);
      }
    },
  };
}
