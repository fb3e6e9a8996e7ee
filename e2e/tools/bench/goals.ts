import { median, percentile } from './statistics';
import { table } from './tables';

/** What a measurement is to come to. */
export interface Goal {
  /** What was measured, such as `warm, x echo`. */
  what: string;
  /** The measurements, one of each round, or a single count. */
  values: readonly number[];
  bound: { atMost: number } | { atLeast: number };
}

/** Whether a goal is missed by more than its noise: in three rounds of four, at least. */
export function isMissed({ values, bound }: Goal): boolean {
  return 'atMost' in bound
    ? percentile(values, 0.25) > bound.atMost
    : percentile(values, 0.75) < bound.atLeast;
}

/** The goals beside what was measured, in Markdown. */
export function goalsTable(goals: readonly Goal[]): string {
  return table(
    ['', 'goal', 'measured'],
    goals.map(({ what, values, bound }) => [
      what,
      'atMost' in bound ? `at most ${bound.atMost}` : `at least ${bound.atLeast}`,
      round(median(values)),
    ]),
  );
}

/** Two decimals, but none of a count. */
function round(value: number): string {
  return Number.isInteger(value) ? String(value) : value.toFixed(2);
}
