import type { Part } from '../part';
import { roundRatios, type Taken, takeTurns, timesTable } from '../round-trips';
import { type Asker, openPage, type Stage } from '../stage';
import { type StartTimes, traceStart } from '../start-trace';
import { median } from '../statistics';
import { table } from '../tables';

const ROUNDS = 20;
const TRACED = 9;
/** Of Clerk's answers, for whoever needs one. */
const LATENCIES_MS = [50, 150];
const ROUNDS_AT_LATENCY = 9;
const EXPIRED = 'ours, the token expired';

type Case = { name: string; asker: Asker; prepare?: () => Promise<unknown> };

/** The first token after the worker was stopped. */
export const cold: Part = {
  title: 'Cold: the worker stopped before each ask',
  contenders: ['echo', 'ours, SDK at boot', 'ours, signed out', 'recipe'],
  async measure(stage) {
    const { asker } = stage;
    const cases: Case[] = [
      { name: 'echo', asker: asker('echo') },
      { name: 'ours, a token in the vault', asker: asker('ours') },
      { name: 'the same, SDK at boot', asker: asker('ours, SDK at boot') },
      { name: 'ours, signed out', asker: asker('ours, signed out') },
      expired(EXPIRED, asker('ours')),
      expired('the same, SDK at boot', asker('ours, SDK at boot')),
      { name: 'recipe', asker: asker('recipe') },
    ];
    const taken = await takeTurns(cases, ROUNDS, timeStart);
    const atLatency: { ms: number; taken: Taken[] }[] = [];
    for (const ms of LATENCIES_MS) {
      const effect = { kind: 'latency' as const, ms };
      const latency = stage.clerk.control.faults.add({ route: '* /**', effect });
      const needClerk = [
        { name: 'recipe', asker: asker('recipe') },
        expired(EXPIRED, asker('ours')),
      ];
      atLatency.push({ ms, taken: await takeTurns(needClerk, ROUNDS_AT_LATENCY, timeStart) });
      stage.clerk.control.faults.remove(latency);
    }

    const goals = [
      {
        what: 'a token in the vault, x echo',
        values: roundRatios(taken, 'ours, a token in the vault', 'echo'),
        bound: { atMost: 1.5 },
      },
      ...atLatency.map(({ ms, taken }) => ({
        what: `the token expired, x recipe, at ${ms} ms`,
        values: roundRatios(taken, EXPIRED, 'recipe'),
        bound: { atMost: 0.95 },
      })),
    ];
    const text = `Milliseconds, ${ROUNDS} rounds. The echo worker is a few lines and starts for nothing else. Whoever is
signed out, or has a token in the vault, needs no answer of Clerk's.

${timesTable(taken)}

${atLatency.map(({ ms, taken }) => `Every answer of Clerk's delayed by ${ms} ms, ${ROUNDS_AT_LATENCY} rounds:\n\n${timesTable(taken)}`).join('\n\n')}

Where a start goes, in milliseconds by Chromium's own trace, which slows it down; medians of ${TRACED}:

${await startsTable(stage)}`;
    return { text, goals };
  },
};

async function timeStart({ asker: { page, worker }, prepare }: Case): Promise<number[]> {
  await page.bringToFront();
  await prepare?.();
  await worker.stop();
  return page.evaluate(async () => {
    const start = performance.now();
    await globalThis.askForToken();
    return [performance.now() - start];
  });
}

/** A case in which the session is known and its token has to be minted, as after a pause. */
function expired(name: string, asker: Asker): Case {
  const prepare = () =>
    asker.worker.evaluate(async () => {
      const { session } = await chrome.storage.session.get<{ session: object }>('session');
      await chrome.storage.session.set({ session: { ...session, tokens: {} } });
    });
  return { name, asker, prepare };
}

async function startsTable({ browser, asker }: Stage): Promise<string> {
  const starts = new Map<string, StartTimes[]>();
  for (let count = 0; count < TRACED; count += 1) {
    for (const name of ['echo', 'ours', 'ours, SDK at boot'] as const) {
      const { extensionId, worker } = asker(name);
      const page = await openPage(browser, asker(name));
      await worker.stop();
      const times = await traceStart(browser.context, extensionId, () =>
        page.evaluate(async () => {
          await globalThis.askForToken();
          performance.mark('bench-answered');
        }),
      );
      await page.close();
      starts.set(name, [...(starts.get(name) ?? []), times]);
    }
  }
  const rows = [...starts].map(([name, times]) => [
    name,
    ...(['untilScript', 'compile', 'run', 'answer'] as const).map((step) =>
      median(times.map((one) => one[step])).toFixed(1),
    ),
  ]);
  return table(['', 'until its script', 'compile', 'run', 'until the answer'], rows);
}
