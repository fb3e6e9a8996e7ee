/** Values remembered as our own: as many as the worker can have stored before the events arrive. */
const MAX_REMEMBERED = 32;

/** This worker's writes of one storage key, told from another context's. */
export type OwnWrites = {
  /** Call just before writing `value` (`undefined`: removing). */
  record(value: string | undefined): void;
  /** Whether a change to `value` was somebody else's. Each recorded write explains one change. */
  isExternal(value: unknown): boolean;
};

/**
 * Starts with nothing recorded. `storage.onChanged` does not say who wrote, and the worker stores the
 * client JWT that Clerk's answers bring, so acting on its own writes would never end.
 */
export function createOwnWrites(): OwnWrites {
  const recorded: unknown[] = [];
  return {
    record(value) {
      recorded.push(value);
      if (recorded.length > MAX_REMEMBERED) recorded.shift();
    },
    isExternal(value) {
      const index = recorded.indexOf(value);
      if (index === -1) return true;
      // Events come in the order of writes, so this write and those before it are past.
      recorded.splice(0, index + 1);
      return false;
    },
  };
}
