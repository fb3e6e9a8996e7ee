import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PAGES } from '../../../../src/config/pages';
import { closePage } from '../../../support/browser/close-page';
import type { ExtensionBrowser } from '../../../support/browser/launch';
import { openPopup } from '../../../support/browser/popup';
import { ADA, signInAsAda } from '../../../support/journey/sign-in';
import { gzipSize, scriptsOfPage } from '../../sizes/sizes';
import type { Goal } from '../goals';
import type { Part } from '../part';
import type { Stage } from '../stage';
import { median, pairedRatio, pairedRatios } from '../statistics';
import { table } from '../tables';
import { noteWhenShown, timeOpening } from '../when-shown';

const OPENINGS = 11;
const LATENCIES_MS = [0, 150];
const PLAIN = `<!doctype html><p>${ADA.email}</p>`;

/** From opening the popup until it says who is signed in. */
export const popup: Part = {
  title: 'The popup',
  contenders: ['provider'],
  async measure(stage) {
    const { clerk, browser, asker } = stage;
    const ours = asker('ours');
    const provider = asker('provider');
    const page = await browser.context.newPage();
    await noteWhenShown(page, { selector: 'body', text: ADA.email });
    // What an extension's page takes in any case.
    await writeFile(join(provider.folder, 'plain.html'), PLAIN);
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
      // Of the last latency alone.
      goals = [
        { what: `ms, at ${ms} ms`, values: withWorker?.told ?? [], bound: { atMost: 60 } },
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
    const { row, overPlain } = await measureReal(stage);

    const kilobytes = async (folder: string, path: string) =>
      ((await gzipSize(folder, await scriptsOfPage(folder, path))) / 1000).toFixed(0);
    const text = `Medians of ${OPENINGS} openings in a tab, in turns, from navigation on; every answer of Clerk's delayed by the
latency given. Ours paints what its worker has stored, and asks its worker and not Clerk. No page of an
extension can be there before one of plain HTML.

${table(['', 'latency', 'something is painted', 'it says who you are', 'times faster'], rows)}

The toolbar button's real popup, ${OPENINGS} openings of each in turns: plain HTML says it after ${row.plain} ms, ours after
${row.ours} ms, the median of the differences is ${median(overPlain).toFixed(0)} ms.

Scripts before anything shows, after gzip: ours ${await kilobytes(ours.folder, PAGES.popup)} kB, with \`<ClerkProvider>\` ${await kilobytes(provider.folder, provider.path)} kB.`;
    const real = { what: 'ms more than plain HTML, the real popup', values: overPlain };
    return { text, goals: [...goals, { ...real, bound: { atMost: 25 } }] };
  },
};

/** The real popup of ours, and one of plain HTML in its place, in a browser with nothing else in it. */
async function measureReal({ asker, launchAnother }: Stage) {
  const { folder } = asker('ours');
  await writeFile(join(folder, 'plain.html'), PLAIN);
  const browser = await launchAnother();
  const panel = await browser.openTab(PAGES.sidePanel);
  await signInAsAda(panel);
  await panel.close();
  await noteWhenShown(browser.context, { selector: 'body', text: ADA.email });
  const ours: number[] = [];
  const plain: number[] = [];
  for (let opening = -1; opening < OPENINGS; opening += 1) {
    const times = [await timeReal(browser, '/plain.html'), await timeReal(browser, PAGES.popup)];
    if (opening < 0) continue;
    plain.push(times[0] ?? Number.NaN);
    ours.push(times[1] ?? Number.NaN);
  }
  await browser.close();
  const row = { plain: median(plain).toFixed(0), ours: median(ours).toFixed(0) };
  return { row, overPlain: ours.map((time, opening) => time - (plain[opening] ?? Number.NaN)) };
}

/** Milliseconds from the real popup's navigation until it says who is signed in. */
async function timeReal(browser: ExtensionBrowser, path: string): Promise<number> {
  const { context, extensionId, worker } = browser;
  await worker.evaluate((popup) => chrome.action.setPopup({ popup }), path);
  const popup = await openPopup(context, extensionId, worker, path);
  const shownAt = await popup.evaluate(() => globalThis.shownAt);
  await closePage(popup);
  return shownAt;
}
