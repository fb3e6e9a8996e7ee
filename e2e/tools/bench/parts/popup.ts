import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PAGES } from '../../../../src/config/pages';
import { ADA } from '../../../support/journey/sign-in';
import { gzipSize, scriptsOfPage } from '../../sizes/sizes';
import type { Goal } from '../goals';
import type { Part } from '../part';
import { median, pairedRatio, pairedRatios } from '../statistics';
import { table } from '../tables';
import { noteWhenShown, timeOpening } from '../when-shown';

const OPENINGS = 11;
const LATENCIES_MS = [0, 50, 150];

/** From opening the popup until it says who is signed in. */
export const popup: Part = {
  title: 'The popup',
  contenders: ['provider'],
  async measure({ clerk, browser, asker }) {
    const ours = asker('ours');
    const provider = asker('provider');
    const page = await browser.context.newPage();
    await noteWhenShown(page, { selector: 'body', text: ADA.email });
    // What an extension's page takes in any case.
    await writeFile(join(provider.folder, 'plain.html'), `<!doctype html><p>${ADA.email}</p>`);
    const providerOrigin = `chrome-extension://${provider.extensionId}`;
    const oursUrl = `chrome-extension://${ours.extensionId}${PAGES.popup}`;
    const cases = [
      { name: 'with `<ClerkProvider>`', url: providerOrigin + provider.path },
      { name: 'ours', url: oursUrl },
      { name: 'ours, the worker stopped', url: oursUrl, prepare: () => ours.worker.stop() },
      { name: 'plain HTML', url: `${providerOrigin}/plain.html` },
    ];

    const rows: unknown[][] = [];
    let goals: Goal[] = [];
    for (const ms of LATENCIES_MS) {
      const latency = clerk.control.faults.add({
        route: '* /**',
        effect: { kind: 'latency', ms },
      });
      const taken = cases.map((one) => ({ ...one, painted: [] as number[], told: [] as number[] }));
      for (let opening = -1; opening < OPENINGS; opening += 1) {
        for (const { url, prepare, painted, told } of taken) {
          await page.goto('about:blank');
          await prepare?.();
          const { shownAt, firstPaint } = await timeOpening(page, url);
          if (opening < 0) continue;
          painted.push(firstPaint);
          told.push(shownAt);
        }
      }
      clerk.control.faults.remove(latency);
      const [withProvider, withWorker] = taken;
      goals = [
        {
          what: `time until ours says who you are, x <ClerkProvider>, at ${ms} ms`,
          values: pairedRatios(withWorker?.told ?? [], withProvider?.told ?? []),
          bound: { atMost: 0.25 },
        },
      ];
      for (const { name, painted, told } of taken) {
        const timesFaster = 1 / pairedRatio(told, taken[0]?.told ?? []);
        const [paint, tell] = [painted, told].map((times) => `${median(times).toFixed(0)} ms`);
        rows.push([name, `${ms} ms`, paint, tell, timesFaster.toFixed(1)]);
      }
    }
    await page.close();

    const kilobytes = async (folder: string, path: string) =>
      ((await gzipSize(folder, await scriptsOfPage(folder, path))) / 1000).toFixed(0);
    const text = `Medians of ${OPENINGS} openings in a tab, in turns, from navigation on; every answer of Clerk's delayed by the
latency given. Ours paints what its worker has stored, and asks its worker and not Clerk. No page of an
extension can be there before one of plain HTML.

${table(['', 'latency', 'something is painted', 'it says who you are', 'times faster'], rows)}

Scripts before anything shows, after gzip: ours ${await kilobytes(ours.folder, PAGES.popup)} kB, with \`<ClerkProvider>\` ${await kilobytes(provider.folder, provider.path)} kB.`;
    return { text, goals };
  },
};
