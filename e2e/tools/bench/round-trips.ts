import { median, pairedRatio, pairedRatios, percentile } from './statistics';
import { table } from './tables';

/** What a contender took: milliseconds of each ask, round by round. */
export interface Taken {
  name: string;
  rounds: number[][];
}

/**
 * The rounds of contenders that take turns; the first warms up and does not count. Each round begins
 * with another, so that nobody always comes after the one that leaves most work behind.
 */
export async function takeTurns<C extends { name: string }>(
  contenders: readonly C[],
  rounds: number,
  timeRound: (contender: C) => Promise<number[]>,
): Promise<Taken[]> {
  const taken = contenders.map(({ name }) => ({ name, rounds: [] as number[][] }));
  for (let round = -1; round < rounds; round += 1) {
    for (let turn = 0; turn < contenders.length; turn += 1) {
      const index = (round + 1 + turn) % contenders.length;
      const times = await timeRound(contenders[index] as C);
      if (round >= 0) taken[index]?.rounds.push(times);
    }
  }
  return taken;
}

/**
 * Each contender beside the first, the floor, in milliseconds. A page's clock has steps of 0.1 ms, so
 * the p50 is of the rounds' means, and the p99 of single asks.
 */
export function timesTable(taken: readonly Taken[]): string {
  const floor = meansOf(taken[0]);
  return table(
    ['', 'p50', 'p99', `x ${taken[0]?.name}`],
    taken.map((one) => [
      one.name,
      median(meansOf(one)).toFixed(2),
      percentile(one.rounds.flat(), 0.99).toFixed(2),
      pairedRatio(meansOf(one), floor).toFixed(2),
    ]),
  );
}

/** How many times as long as `base` the means of the rounds of `name` were. */
export function roundRatios(taken: readonly Taken[], name: string, base: string): number[] {
  const means = (wanted: string) => meansOf(taken.find((one) => one.name === wanted));
  return pairedRatios(means(name), means(base));
}

function meansOf(taken: Taken | undefined): number[] {
  return (taken?.rounds ?? []).map(
    (times) => times.reduce((sum, time) => sum + time, 0) / times.length,
  );
}
