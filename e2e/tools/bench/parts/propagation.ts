import { PAGES } from '../../../../src/config/pages';
import { activeSessions, addOrganization } from '../../../support/clerk/people';
import { askWorker } from '../../../support/journey/ask-worker';
import { ADA } from '../../../support/journey/sign-in';
import type { Part } from '../part';
import { median } from '../statistics';
import { table } from '../tables';

const SWITCHES = 20;
const LATENCIES_MS = [0, 150];
/** Milliseconds at the last of them, which is one request's. */
const AT_MOST = 190;
const NAME = 'Example Works';

/** From one page's asking for a change until another shows it. */
export const propagation: Part = {
  title: 'A change shows in every page',
  contenders: [],
  async measure({ clerk, browser, asker }) {
    const [session] = await activeSessions(clerk);
    const { id } = await addOrganization(clerk, {
      name: NAME,
      members: [{ userId: session?.userId ?? '', role: 'org:admin' }],
    });
    const { page } = asker('ours');
    const popup = await browser.openTab(PAGES.popup);
    await popup.getByText(ADA.email).waitFor();

    const rows: unknown[][] = [];
    let times: number[] = [];
    for (const ms of LATENCIES_MS) {
      const latency = clerk.control.faults.add({ route: '* /**', effect: { kind: 'latency', ms } });
      times = [];
      for (let count = 0; count < SWITCHES; count += 1) {
        const isIn = count % 2 === 0;
        const shown = popup.evaluate(
          ([text, wanted]) =>
            new Promise<number>((resolve) => {
              // No function here may have a name: tsx gives such ones a helper that the page has not.
              new MutationObserver(() => {
                const current = document.querySelector('.choice-list .choice[aria-current="true"]');
                if (current?.textContent.includes(text) === wanted) resolve(Date.now());
              }).observe(document.body, { subtree: true, childList: true, attributes: true });
            }),
          [NAME, isIn] as const,
        );
        const start = await page.evaluate(() => Date.now());
        await askWorker(page, 'auth.setActiveOrganization', { organizationId: isIn ? id : null });
        times.push((await shown) - start);
        // The token for that organisation, or the next switch would wait for it at Clerk's door.
        await askWorker(page, 'auth.getToken');
      }
      clerk.control.faults.remove(latency);
      rows.push([`${ms} ms`, `${median(times).toFixed(0)} ms`, `${Math.max(...times)} ms`]);
    }
    await popup.close();
    const text = `From a page's asking for a switch of organisation until another open page shows it, Clerk's part
included, ${SWITCHES} switches; every answer of Clerk's delayed by the latency given.

${table(['latency', 'median', 'longest'], rows)}`;
    const what = `ms, at ${LATENCIES_MS.at(-1)} ms`;
    return { text, goals: [{ what, values: times, bound: { atMost: AT_MOST } }] };
  },
};
