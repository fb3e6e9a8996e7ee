import type { WithLock } from '../client-jwt-storage';

type Mode = 'shared' | 'exclusive';
type Claim = { mode: Mode; grant: () => void };

/**
 * Web Locks in memory: first come, first served, shared or exclusive, and let go of when the context
 * that holds or awaits them dies. https://w3c.github.io/web-locks/
 */
export function createFakeLocks() {
  const held = new Map<string, Set<Claim>>();
  const waiting = new Map<string, Claim[]>();
  const setOf = (name: string) =>
    held.get(name) ?? held.set(name, new Set()).get(name) ?? new Set();
  const queueOf = (name: string) => waiting.get(name) ?? waiting.set(name, []).get(name) ?? [];

  function grantNext(name: string): void {
    const holders = setOf(name);
    const queue = queueOf(name);
    for (let next = queue[0]; next; next = queue[0]) {
      const isShared =
        next.mode === 'shared' && [...holders].every(({ mode }) => mode === 'shared');
      if (holders.size > 0 && !isShared) return;
      queue.shift();
      holders.add(next);
      next.grant();
    }
  }

  function release(name: string, claim: Claim): void {
    const queue = queueOf(name);
    const index = queue.indexOf(claim);
    if (index !== -1) queue.splice(index, 1);
    setOf(name).delete(claim);
    grantNext(name);
  }

  return {
    /** The locks as one context sees them. `death` is aborted when that context dies. */
    context(death?: AbortSignal): WithLock {
      return async (name, { mode, signal }, task) => {
        // What a dead context still runs, up to its next wait, it does not run in Chrome.
        if (death?.aborted) return new Promise(() => {});
        signal?.throwIfAborted();
        let claim: Claim | undefined;
        const letGo = () => claim && release(name, claim);
        death?.addEventListener('abort', letGo);
        try {
          await new Promise<void>((resolve, reject) => {
            // What a dead context had asked for may be granted as it lets go of what it held.
            claim = { mode, grant: () => death?.aborted || resolve() };
            queueOf(name).push(claim);
            signal?.addEventListener('abort', () => {
              if (claim && queueOf(name).includes(claim)) reject(signal.reason);
            });
            grantNext(name);
          });
          return await task();
        } finally {
          death?.removeEventListener('abort', letGo);
          letGo();
        }
      };
    },
    /** Whether anybody holds or awaits a lock. */
    isIdle: () =>
      [...held.values()].every(({ size }) => size === 0) &&
      [...waiting.values()].every(({ length }) => length === 0),
  };
}
