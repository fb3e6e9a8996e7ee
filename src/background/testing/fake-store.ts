import { createSessionStore, type SessionStore } from '../session/store';

/** Chrome's storage area in memory, which outlives workers, under the real store. */
export function createFakeStore() {
  let text: string | undefined;
  const errors: unknown[] = [];
  const fake = {
    /** What is stored, as text. */
    stored: () => text,
    /** Runs before each write, where a test may wait, or throw as a full area does. */
    beforeWrite: async () => {},
    errors,
  };
  const area = {
    get: async (key: string) => (text === undefined ? {} : { [key]: JSON.parse(text) }),
    async set(items: Record<string, unknown>) {
      const [value] = Object.values(items);
      const next = JSON.stringify(value);
      // As in Chrome, the write is done a moment after the call.
      await fake.beforeWrite();
      text = next;
    },
    async remove() {
      await null;
      text = undefined;
    },
  } as unknown as Parameters<typeof createSessionStore>[0];
  const store: SessionStore = createSessionStore(area, (error) => errors.push(error));
  return Object.assign(fake, { store });
}
