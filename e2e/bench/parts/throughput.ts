import type { Part } from '../part';
import { openPage } from '../stage';
import { percentile } from '../statistics';
import { table } from '../tables';

const PAGES_ASKING = [1, 4, 16];
const SECONDS = 3;

/** Many pages asking at the same time, each as fast as it is answered. */
export const throughput: Part = {
  title: 'Throughput',
  contenders: ['echo'],
  async measure({ browser, asker }) {
    const rows = [];
    for (const count of PAGES_ASKING) {
      for (const name of ['echo', 'ours'] as const) {
        const pages = await Promise.all(
          Array.from({ length: count }, () => openPage(browser, asker(name))),
        );
        const startAt = Date.now() + 500;
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
        await Promise.all(pages.map((page) => page.close()));
        const all = times.flat();
        rows.push([
          `${name}, ${count} ${count === 1 ? 'page' : 'pages'}`,
          Math.round(all.length / SECONDS),
          ...[0.5, 0.99, 1].map((p) => percentile(all, p).toFixed(1)),
        ]);
      }
    }
    return `Each page asks again as soon as it is answered, for ${SECONDS} s. Milliseconds.

${table(['', 'answers a second', 'p50', 'p99', 'longest'], rows)}`;
  },
};
