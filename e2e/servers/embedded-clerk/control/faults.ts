import { z } from 'zod';
import { routeMatcher } from './route-pattern';

/** What goes wrong with a request. */
export const FaultEffect = z.discriminatedUnion('kind', [
  /** The request waits for `ms` before the route does its work. */
  z.object({ kind: z.literal('latency'), ms: z.number().nonnegative() }),
  /** The route does its work at once, and its answer, of that moment, comes `ms` later. */
  z.object({ kind: z.literal('lateAnswer'), ms: z.number().nonnegative() }),
  /** The route is not reached: this answer is given instead. `body` is sent as it is. */
  z.object({
    kind: z.literal('status'),
    status: z.number().int().min(200).max(599),
    headers: z.record(z.string(), z.string()).optional(),
    body: z.string().optional(),
    omitClientHeader: z.boolean().optional(),
  }),
  /** The route does its work, but the answer does not name the client. */
  z.object({ kind: z.literal('dropClientHeader') }),
  /** The route does its work, but the answer is not JSON. */
  z.object({ kind: z.literal('malformedBody') }),
  /** The route does its work, and the connection breaks half-way through the answer. */
  z.object({ kind: z.literal('truncatedBody') }),
  /**
   * The connection breaks before the route is reached. A browser that was reusing the connection
   * tries again on another without telling anyone, so only what breaks a fresh one counts.
   */
  z.object({ kind: z.literal('reset') }),
  /** Every connection is refused until the fault is removed; `route` and `times` do not matter. */
  z.object({ kind: z.literal('offline') }),
]);
export type FaultEffect = z.output<typeof FaultEffect>;

/** A RegExp does not survive JSON, so over HTTP it travels as its source and flags. */
const Route = z.union([
  z.string(),
  z.instanceof(RegExp),
  z
    .object({ source: z.string(), flags: z.string() })
    .transform(({ source, flags }) => new RegExp(source, flags)),
]);

export const Fault = z.strictObject({
  route: Route,
  /** How many requests it hits before it is used up. Without it, every one. */
  times: z.number().int().positive().optional(),
  effect: FaultEffect,
});
export type Fault = z.output<typeof Fault>;

/** The faults of one embedded Clerk. The one added first wins where several match. */
export type Faults = {
  /** Adds a fault; returns its id. Throws if the route pattern has no valid form. */
  add(fault: Fault): string;
  /** Removes a fault; one that is gone already is no error. */
  remove(id: string): void;
  clear(): void;
};

export type FaultInjector = Faults & {
  /** The effect that hits this request, used up by one. `reused`: see the effect `reset`. */
  take(method: string, path: string, reused: boolean): FaultEffect | undefined;
  /** Whether connections are refused now. */
  isOffline(): boolean;
};

/** No faults yet. `onOffline` is called when one starts to refuse connections. */
export function createFaults(onOffline: () => void): FaultInjector {
  type Entry = { matches: (method: string, path: string) => boolean; left: number; fault: Fault };
  const entries = new Map<string, Entry>();
  let count = 0;
  return {
    add: (fault) => {
      const matches = routeMatcher(fault.route);
      count += 1;
      const id = `fault_${count}`;
      entries.set(id, { matches, left: fault.times ?? Number.POSITIVE_INFINITY, fault });
      if (fault.effect.kind === 'offline') onOffline();
      return id;
    },
    remove: (id) => {
      entries.delete(id);
    },
    clear: () => entries.clear(),
    take: (method, path, reused) => {
      for (const [id, entry] of entries) {
        if (entry.fault.effect.kind === 'offline' || !entry.matches(method, path)) continue;
        if (entry.fault.effect.kind !== 'reset' || !reused) entry.left -= 1;
        if (entry.left <= 0) entries.delete(id);
        return entry.fault.effect;
      }
      return undefined;
    },
    isOffline: () => [...entries.values()].some((entry) => entry.fault.effect.kind === 'offline'),
  };
}
