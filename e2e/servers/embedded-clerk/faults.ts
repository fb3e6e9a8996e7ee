import { type RoutePattern, routeMatcher } from './route-pattern';

/** What goes wrong with a request. */
export type FaultEffect =
  /** The answer comes `ms` late, and is otherwise right. */
  | { kind: 'latency'; ms: number }
  /** The route is not reached: this answer is given instead. `body` is sent as it is. */
  | {
      kind: 'status';
      status: number;
      headers?: Record<string, string> | undefined;
      body?: string | undefined;
      omitClientHeader?: boolean | undefined;
    }
  /** The route does its work, but the answer does not name the client. */
  | { kind: 'dropClientHeader' }
  /** The route does its work, but the answer is not JSON. */
  | { kind: 'malformedBody' }
  /** The route does its work, and the connection breaks half-way through the answer. */
  | { kind: 'truncatedBody' }
  /**
   * The connection breaks before the route is reached. A browser that was reusing the connection
   * tries again on another without telling anyone, so only what breaks a fresh one counts.
   */
  | { kind: 'reset' }
  /** Every connection is refused until the fault is removed; `route` and `times` do not matter. */
  | { kind: 'offline' };

export type Fault = {
  route: RoutePattern;
  /** How many requests it hits before it is used up. Without it, every one. */
  times?: number | undefined;
  effect: FaultEffect;
};

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
