import type { Page } from '@playwright/test';
import type { EmbeddedClerk } from '../../../servers/embedded-clerk/start';
import type { Part } from '../part';
import { table } from '../tables';

const LATENCIES_MS = [0, 50, 150];

/** How often Clerk is asked for how many tokens. */
export const requests: Part = {
  title: 'Requests to Clerk',
  contenders: ['recipe'],
  async measure({ clerk, asker }) {
    const { page, worker } = asker('ours');
    const { page: recipePage } = asker('recipe');
    const rows = [];
    for (const ms of LATENCIES_MS) {
      const latency = clerk.control.faults.add({
        route: '* /**',
        effect: { kind: 'latency', ms },
      });
      await page.evaluate(() => globalThis.askForToken());
      rows.push(['ours, warm, one after another', ...(await count(clerk, page, 1000, false))]);

      await worker.forget();
      rows.push(['ours, cold, all at once', ...(await count(clerk, page, 1000, true))]);
      rows.push(['recipe, one after another', ...(await count(clerk, recipePage, 10, false))]);
      clerk.control.faults.remove(latency);
    }
    const withLatency = rows.map(([name, ...cells], row) => [
      name,
      `${LATENCIES_MS[Math.floor(row / 3)]} ms`,
      ...cells,
    ]);
    const head = ['', 'latency', 'tokens asked for', 'requests', 'of them for a token'];
    const text = `Counted by the embedded Clerk, every answer delayed by the latency given. The recipe's SDK takes its
token out of the client that it has fetched.

${table(head, withLatency)}`;
    return { text, goals: [] };
  },
};

/** Asks `asks` times, all answered with a token: asks, requests, and those of them that mint one. */
async function count(
  clerk: EmbeddedClerk,
  page: Page,
  asks: number,
  together: boolean,
): Promise<number[]> {
  clerk.control.clearRequests();
  await page.evaluate(
    async ([asks, together]) => {
      const answers: unknown[] = [];
      if (together) {
        answers.push(
          ...(await Promise.all(Array.from({ length: asks }, () => globalThis.askForToken()))),
        );
      } else {
        for (let ask = 0; ask < asks; ask += 1) answers.push(await globalThis.askForToken());
      }
      const missing = answers.findIndex((answer) => !JSON.stringify(answer).includes('"eyJ'));
      if (missing >= 0) throw new Error(`Not a token: ${JSON.stringify(answers[missing])}`);
    },
    [asks, together] as const,
  );
  const seen = clerk.control.requests();
  return [asks, seen.length, seen.filter(({ path }) => path.endsWith('/tokens')).length];
}
