import { setTimeout as delay } from 'node:timers/promises';
import type { BrowserContext, Page } from '@playwright/test';
import { PAGES } from '../../../../src/config/pages';
import { type DevelopedCopy, developCopy } from '../../../support/commands/developed-copy';
import { askWorker } from '../../../support/journey/ask-worker';
import type { Part } from '../part';
import { median } from '../statistics';
import { table } from '../tables';

const PAGE_CHANGES = 20;
const ROUTE_CHANGES = 10;
/** Milliseconds. */
const PAGE_AT_MOST = 100;
const ROUTE_AT_MOST = 2000;
/** What one look at the worker may be late. */
const LOOK_EVERY_MS = 5;
/** Nobody saves twice at once; what Vite makes of that is not measured. */
const PAUSE_MS = 500;
/** Far beyond any change that comes. */
const LOST_AFTER_MS = 30_000;

/** From saving a file until the browser shows the change. */
export const dev: Part = {
  title: 'A change under npm run dev',
  contenders: [],
  async measure() {
    const copy = await developCopy();
    try {
      const page = await copy.context.newPage();
      await page.goto(copy.popup);
      await page.getByText('Dana Demo', { exact: true }).waitFor();
      const shown = await changePage(copy, page);
      const answered = await changeRoute(copy);
      const row = (what: string, times: number[]) => [
        what,
        `${median(times).toFixed(0)} ms`,
        `${Math.max(...times)} ms`,
      ];
      const text = `From saving a file until the open popup shows the change (${PAGE_CHANGES} times), and until a page, open again after
the extension's reload, has the changed route's answer (${ROUTE_CHANGES} times).

${table(['', 'median', 'longest'], [row('a page', shown), row('a route', answered)])}`;
      return {
        text,
        goals: [
          { what: 'ms, a page', values: shown, bound: { atMost: PAGE_AT_MOST } },
          { what: 'ms, a route', values: answered, bound: { atMost: ROUTE_AT_MOST } },
        ],
      };
    } finally {
      await copy.remove();
    }
  },
};

async function changePage({ edit }: DevelopedCopy, page: Page): Promise<number[]> {
  const file = 'src/popup/popup.tsx';
  await edit(file, '<SettingsIcon />', '<b>Change 0.</b> $&');
  await page.getByText('Change 0.', { exact: true }).waitFor();
  const times: number[] = [];
  for (let count = 1; count <= PAGE_CHANGES; count += 1) {
    const wanted = `Change ${count}.`;
    await delay(PAUSE_MS);
    const shown = page.waitForFunction(
      (text) => document.body.textContent.includes(text) && Date.now(),
      wanted,
    );
    const start = Date.now();
    await edit(file, /Change \d+\./, wanted);
    times.push(Number(await (await shown).jsonValue()) - start);
  }
  return times;
}

async function changeRoute({ edit, context }: DevelopedCopy): Promise<number[]> {
  const file = 'src/background/handlers.ts';
  const from = '() => service.getSession()';
  await edit(file, from, 'async () => ({ ...(await service.getSession()), fetchedAt: 0 })');
  await untilAnswered(context, 0);
  const times: number[] = [];
  for (let count = 1; count <= ROUTE_CHANGES; count += 1) {
    await delay(PAUSE_MS);
    const start = Date.now();
    await edit(file, /fetchedAt: \d+/, `fetchedAt: ${count}`);
    times.push((await untilAnswered(context, count)) - start);
  }
  return times;
}

/** When the worker answers with this to a page of the extension that is open then. */
async function untilAnswered(context: BrowserContext, fetchedAt: number): Promise<number> {
  const lost = AbortSignal.timeout(LOST_AFTER_MS);
  for (;;) {
    lost.throwIfAborted();
    const page = context.pages().find((one) => one.url().endsWith(PAGES.popup));
    // It may be closed, or the worker away, at any time.
    const answer = page && (await askWorker(page, 'auth.getSession').catch(() => undefined));
    if (answer?.ok && answer.data.fetchedAt === fetchedAt) return Date.now();
    await delay(LOOK_EVERY_MS);
  }
}
