import type { Page } from '@playwright/test';
import { median, pairedRatio, percentile } from './statistics';

/** A contender's page, open in the browser that all of them share. */
export interface Asker {
  name: string;
  page: Page;
}

/** A row of a table; times are in milliseconds. */
export interface Row {
  name: string;
  p50: number;
  p99: number;
  /** How many times as long as the first contender, the floor. */
  ratio: number;
}

/**
 * Times each contender's round trip, in rounds that take turns. A page's clock has steps of 0.1 ms,
 * so the p50 is of the rounds' means, each over `perRound` asks one after another; the p99 is of
 * single asks.
 */
export async function timeWarm(
  askers: readonly Asker[],
  rounds: number,
  perRound: (name: string) => number,
): Promise<Row[]> {
  const taken = askers.map((asker) => ({ ...asker, means: [] as number[], all: [] as number[] }));
  // The first round warms up and does not count.
  for (let round = -1; round < rounds; round += 1) {
    for (const { name, page, means, all } of taken) {
      await page.bringToFront();
      const times = await timeAsks(page, perRound(name));
      if (round < 0) continue;
      means.push(times.reduce((sum, time) => sum + time, 0) / times.length);
      all.push(...times);
    }
  }
  return summarise(taken);
}

/** Milliseconds of each of `count` asks, one after another. Rejects if one is not answered a token. */
function timeAsks(page: Page, count: number): Promise<number[]> {
  return page.evaluate(async (asks) => {
    const times: number[] = [];
    for (let ask = 0; ask < asks; ask += 1) {
      const start = performance.now();
      const answer = await globalThis.askForToken();
      times.push(performance.now() - start);
      // Clerk's recipe answers the bare token, and nothing shorter than one will do.
      const text = JSON.stringify(answer);
      if (text.length < 500) throw new Error(`Not a token: ${text}`);
    }
    return times;
  }, count);
}

/** Each contender's row, beside the first. `means` are its rounds', `all` its single asks. */
export function summarise(
  taken: readonly { name: string; means: number[]; all: number[] }[],
): Row[] {
  const floor = taken[0]?.means ?? [];
  return taken.map(({ name, means, all }) => ({
    name,
    p50: median(means),
    p99: percentile(all, 0.99),
    ratio: pairedRatio(means, floor),
  }));
}
