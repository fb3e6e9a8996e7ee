import { UserError } from '../../../../src/build/command/user-error';
import { PAYLOAD } from '../build-contender';
import type { Part } from '../part';
import { roundRatios, takeTurns, timesTable } from '../round-trips';
import { type Asker, openPage } from '../stage';

const CONTENDERS = [
  'echo',
  'ours',
  'echo-port',
  'trpc-chrome',
  'webext-core',
  'comctx',
  'webext-bridge',
  'webext-messenger',
  'recipe',
] as const;
const ROUNDS = 16;
const ASKS = 200;
/** Pages of each contender that are open and ask for nothing. */
const IDLE_PAGES = 8;
const ROUNDS_WITH_IDLE = 9;

/** A token's way from a page to the worker and back, the worker running. */
export const warm: Part = {
  title: 'Warm: page to worker and back',
  contenders: CONTENDERS,
  async measure({ browser, asker }) {
    const answer = await asker('ours').page.evaluate(() => globalThis.askForToken());
    checkPayload(JSON.stringify(answer).length);

    const taken = await takeTurns(CONTENDERS.map(asker), ROUNDS, timeAsks);

    const pair = [asker('echo'), asker('ours')];
    const idle = await Promise.all(
      pair.flatMap((one) => Array.from({ length: IDLE_PAGES }, () => openPage(browser, one))),
    );
    const takenWithIdle = await takeTurns(pair, ROUNDS_WITH_IDLE, timeAsks);
    await Promise.all(idle.map((page) => page.close()));

    const text = `Milliseconds, ${ROUNDS} rounds of ${ASKS} asks. \`echo\` is a bare \`chrome.runtime.sendMessage\` that is answered as many
bytes; \`recipe\` is Clerk's documented worker, a client for each message. Ours checks the sender, the
input and the output, the latter two on both sides. Of the libraries only \`trpc-chrome\` checks anything:
input and output, in the worker. It and \`webext-bridge\` keep a port open, and \`echo-port\` is their floor.
A page's clock has steps of 0.1 ms, so p50 is the median of the rounds' means; p99 is of single asks.

${timesTable(taken)}

With ${IDLE_PAGES} pages of each open that ask for nothing, ${ROUNDS_WITH_IDLE} rounds. Chrome delivers a message to every page of
the extension, and what goes by a port to the worker alone.

${timesTable(takenWithIdle)}`;
    return {
      text,
      goals: [
        { what: 'x echo', values: roundRatios(taken, 'ours', 'echo'), bound: { atMost: 0.65 } },
        {
          what: 'x trpc-chrome',
          values: roundRatios(taken, 'ours', 'trpc-chrome'),
          bound: { atMost: 1.1 },
        },
        {
          what: `x echo, with ${IDLE_PAGES} idle pages`,
          values: roundRatios(takenWithIdle, 'ours', 'echo'),
          bound: { atMost: 0.3 },
        },
      ],
    };
  },
};

/** Milliseconds of each ask, one after another. */
async function timeAsks({ name, page }: Asker): Promise<number[]> {
  await page.bringToFront();
  return page.evaluate(
    async (asks) => {
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
    },
    name === 'recipe' ? 2 : ASKS,
  );
}

/** What the others answer is made up; it must be as long as what ours answers. */
function checkPayload(realLength: number): void {
  const madeUp = JSON.stringify(PAYLOAD).length;
  if (Math.abs(realLength / madeUp - 1) > 0.02) {
    throw new UserError(
      `A real answer has ${realLength} characters and the contenders' ${madeUp}: correct JWT_LENGTH in e2e/tools/bench/build-contender.ts.`,
    );
  }
}
