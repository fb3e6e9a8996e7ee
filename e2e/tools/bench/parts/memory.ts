import { askWorker } from '../../../support/journey/ask-worker';
import type { Part } from '../part';
import { openPage } from '../stage';
import { table } from '../tables';
import { inspectWorker } from '../worker-inspector';

const ASKS = 50_000;
const PAGES_ASKING = 4;
/** How many answers each page waits for at the same time. */
const AT_ONCE = 25;
const RECONNECTS = 1_000;

/** Kilobytes by which the heap may be larger in the end. */
const MAY_GROW = 200;

/** What the worker keeps of what it has served. */
export const memory: Part = {
  title: "The worker's memory",
  contenders: [],
  async measure({ browser, asker }) {
    const { extensionId, page, worker } = asker('ours');
    // Its code compiled, Clerk's SDK loaded, its tables as large as they get.
    await askWorker(page, 'auth.getToken', { fresh: true });
    await page.evaluate(async () => {
      for (let ask = 0; ask < 2000; ask += 1) await globalThis.askForToken();
      for (let watch = 0; watch < 50; watch += 1) await globalThis.watchOnce();
    });
    await worker.running();
    const inspector = await inspectWorker(browser.context, extensionId);
    const usedKilobytes = async () => {
      await inspector.send('HeapProfiler.collectGarbage');
      const { usedSize } = (await inspector.send('Runtime.getHeapUsage')) as { usedSize: number };
      return Math.round(usedSize / 1000);
    };

    const before = await usedKilobytes();
    const pages = await Promise.all(
      Array.from({ length: PAGES_ASKING }, () => openPage(browser, asker('ours'))),
    );
    await Promise.all(
      pages.map((one) =>
        one.evaluate(
          async ([asks, atOnce]) => {
            for (let done = 0; done < asks; done += atOnce) {
              await Promise.all(Array.from({ length: atOnce }, () => globalThis.askForToken()));
            }
          },
          [ASKS / PAGES_ASKING, AT_ONCE] as const,
        ),
      ),
    );
    await Promise.all(pages.map((one) => one.close()));
    const afterAsks = await usedKilobytes();
    await page.evaluate(async (reconnects) => {
      for (let watch = 0; watch < reconnects; watch += 1) await globalThis.watchOnce();
    }, RECONNECTS);
    const afterReconnects = await usedKilobytes();
    await inspector.detach();

    const text = `The JavaScript heap in use, each time after a full collection, in one life of the worker.

${table(
  ['', 'kB'],
  [
    ['before', before],
    [`after ${ASKS.toLocaleString('en')} tokens`, afterAsks],
    [`and ${RECONNECTS.toLocaleString('en')} streams opened and closed`, afterReconnects],
  ],
)}`;
    const values = [Math.max(afterAsks, afterReconnects) - before];
    return { text, goals: [{ what: 'kB more than before', values, bound: { atMost: MAY_GROW } }] };
  },
};
