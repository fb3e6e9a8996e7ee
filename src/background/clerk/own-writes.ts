/** Values remembered as our own: as many as the worker can have stored before the events arrive. */
const REMEMBERED = 32;

/**
 * Tells this worker's writes of one storage key from another context's. `storage.onChanged` does
 * not say who wrote, and the SDK stores the client JWT after every request, so acting on our own
 * writes would never end.
 */
export function createForeignWrites() {
  const own: (string | undefined)[] = [];
  return {
    /** Call just before writing `value` (`undefined`: removing). */
    willWrite(value: string | undefined): void {
      own.push(value);
      if (own.length > REMEMBERED) own.shift();
    },
    /** Whether a change to `value` was somebody else's. */
    isForeign(value: unknown): boolean {
      const index = own.indexOf(value as string | undefined);
      if (index === -1) return true;
      // Events come in the order of writes, so what was written before this one is past.
      own.splice(0, index);
      return false;
    },
  };
}
