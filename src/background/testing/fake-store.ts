import { createSessionStore, type SessionStore } from '../session/store';

/** Chrome's storage area in memory, which outlives workers, under the real store. */
export function createFakeStore(): {
  store: SessionStore;
  /** What is stored, as text. */
  stored(): string | undefined;
  /** Has every later write fail, as a full area does. */
  failWrites(): void;
  errors: unknown[];
} {
  let text: string | undefined;
  let isFull = false;
  const errors: unknown[] = [];
  const area = {
    get: async (key: string) => (text === undefined ? {} : { [key]: JSON.parse(text) }),
    async set(items: Record<string, unknown>) {
      const [value] = Object.values(items);
      const next = JSON.stringify(value);
      // As in Chrome, the write is done a moment after the call.
      await Promise.resolve();
      if (isFull) throw new Error('quota');
      text = next;
    },
    async remove() {
      text = undefined;
    },
  } as unknown as Parameters<typeof createSessionStore>[0];
  return {
    store: createSessionStore(area, (error) => errors.push(error)),
    stored: () => text,
    failWrites() {
      isFull = true;
    },
    errors,
  };
}
