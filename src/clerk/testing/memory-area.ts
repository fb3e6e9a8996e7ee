import type { LocalStorageArea } from '../client-jwt-storage';

/**
 * `chrome.storage.local` in memory.
 *
 * @param step runs before each operation, where a test may wait, or let its context die.
 */
export function memoryArea(
  items = new Map<string, unknown>(),
  step: () => Promise<void> = async () => {},
): LocalStorageArea & { items: Map<string, unknown> } {
  return {
    items,
    async get(key) {
      await step();
      return items.has(key) ? { [key]: items.get(key) } : {};
    },
    async set(more) {
      await step();
      for (const [key, value] of Object.entries(more)) items.set(key, value);
    },
    async remove(key) {
      await step();
      items.delete(key);
    },
  };
}
