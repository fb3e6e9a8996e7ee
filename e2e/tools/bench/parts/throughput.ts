import type { Page } from '@playwright/test';
import type { Goal } from '../goals';
import type { Part } from '../part';
import { takeTurns } from '../round-trips';
import { openPage } from '../stage';
import { median, pairedRatios, percentile } from '../statistics';
import { table } from '../tables';

const NAMES = ['echo', 'ours'] as const;
const PAGES_ASKING = [1, 4, 16];
const ROUNDS = 4;
const SECONDS = 1.5;

/** Many pages asking at the same time, each as fast as it is answered. */
export const throughput: Part = {
  title: 'Throughput',
  contenders: ['echo'],
  async measure({ browser, asker }) {
    const rows: unknown[][] = [];
    let goals: Goal[] = [];
    for (const count of PAGES_ASKING) {
      const contenders = await Promise.all(
        NAMES.map(async (name) => ({
          name,
          pages: await Promise.all(
            Array.from({ length: count }, () => openPage(browser, asker(name))),
          ),
        })),
      );
      const taken = await takeTurns(contenders, ROUNDS, ({ pages }) => askFrom(pages));
      await Promise.all(contenders.flatMap(({ pages }) => pages.map((page) => page.close())));
      const rates = taken.map(({ rounds }) => rounds.map((times) => times.length / SECONDS));
      for (const [index, { name, rounds }] of taken.entries()) {
        const rate = rates[index] ?? [];
        const all = rounds.flat();
        const ratios = pairedRatios(rate, rates[0] ?? []);
        // Of the last, most crowded row: ours with all the pages.
        goals = [
          { what: `answers, x echo, ${count} pages`, values: ratios, bound: { atLeast: 10 } },
          {
            what: `p99 in ms, ${count} pages`,
            values: rounds.map((times) => percentile(times, 0.99)),
            bound: { atMost: 10 },
          },
        ];
        rows.push([
          `${name}, ${count} ${count === 1 ? 'page' : 'pages'}`,
          Math.round(median(rate)),
          median(ratios).toFixed(2),
          ...[0.5, 0.99, 1].map((p) => percentile(all, p).toFixed(1)),
        ]);
      }
    }
    const text = `Each page asks again as soon as it is answered, for ${SECONDS} s, in ${ROUNDS} rounds. Milliseconds of single asks.

${table(['', 'answers a second', 'x echo', 'p50', 'p99', 'longest'], rows)}`;
    return { text, goals };
  },
};

/** Milliseconds of every ask of these pages, which begin and end together. */
async function askFrom(pages: readonly Page[]): Promise<number[]> {
  const startAt = Date.now() + 300;
  const times = await Promise.all(
    pages.map((page) =>
      page.evaluate(
        async ([startAt, endAt]) => {
          await new Promise((resolve) => setTimeout(resolve, startAt - Date.now()));
          const times: number[] = [];
          while (Date.now() < endAt) {
            const start = performance.now();
            await globalThis.askForToken();
            times.push(performance.now() - start);
          }
          return times;
        },
        [startAt, startAt + SECONDS * 1000] as const,
      ),
    ),
  );
  return times.flat();
}
