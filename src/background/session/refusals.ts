import type { RouteError } from '../../messaging/errors';

/**
 * Milliseconds before Clerk is asked again for a token that it has refused: the answer would be the
 * same, and whoever keeps asking may be a site. Short, for what Clerk refuses can be put right.
 */
const COOL_DOWN_MS = 10_000;

/** What Clerk has refused of late, by the text of what was asked for. */
export type Refusals = {
  /** What to answer instead of asking Clerk; `null` when Clerk may be asked. */
  get(key: string): RouteError | null;
  add(key: string, error: RouteError): void;
  /** There is reason to think that Clerk would answer otherwise by now. */
  clear(): void;
};

/** Starts with nothing refused. `now` is epoch milliseconds. */
export function createRefusals(now: () => number): Refusals {
  const refusals = new Map<string, { error: RouteError; until: number }>();
  return {
    get(key) {
      const refusal = refusals.get(key);
      return refusal && refusal.until > now() ? refusal.error : null;
    },
    add(key, error) {
      for (const [other, { until }] of refusals) if (until <= now()) refusals.delete(other);
      refusals.set(key, { error, until: now() + COOL_DOWN_MS });
    },
    clear: () => refusals.clear(),
  };
}
