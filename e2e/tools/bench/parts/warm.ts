import { UserError } from '../../../../src/build/command/user-error';
import { PAYLOAD } from '../build-contender';
import type { Part } from '../part';
import { takeTurns, timesTable } from '../round-trips';

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
const ROUNDS = 24;
const ASKS = 200;

/** A token's way from a page to the worker and back, the worker running. */
export const warm: Part = {
  title: 'Warm: page to worker and back',
  contenders: CONTENDERS,
  async measure({ asker }) {
    const answer = await asker('ours').page.evaluate(() => globalThis.askForToken());
    checkPayload(JSON.stringify(answer).length);

    const taken = await takeTurns(CONTENDERS.map(asker), ROUNDS, async ({ name, page }) => {
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
    });
    return `Milliseconds, ${ROUNDS} rounds of ${ASKS} asks. \`echo\` is a bare \`chrome.runtime.sendMessage\` that is answered as many
bytes; \`recipe\` is Clerk's documented worker, a client for each message. Ours checks the sender, the
input and the output, the latter two on both sides. Of the libraries only \`trpc-chrome\` checks anything:
input and output, in the worker. It and \`webext-bridge\` keep a port open, and \`echo-port\` is their floor.
A page's clock has steps of 0.1 ms, so p50 is the median of the rounds' means; p99 is of single asks.

${timesTable(taken)}`;
  },
};

/** What the others answer is made up; it must be as long as what ours answers. */
function checkPayload(realLength: number): void {
  const madeUp = JSON.stringify(PAYLOAD).length;
  if (Math.abs(realLength / madeUp - 1) > 0.02) {
    throw new UserError(
      `A real answer has ${realLength} characters and the contenders' ${madeUp}: correct JWT_LENGTH in e2e/tools/bench/build-contender.ts.`,
    );
  }
}
