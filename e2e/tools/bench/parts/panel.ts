import { stat } from 'node:fs/promises';
import { PAGES } from '../../../../src/config/pages';
import type { Part } from '../part';
import { median } from '../statistics';
import { noteWhenShown, timeOpening } from '../when-shown';

const OPENINGS = 9;

/** From opening the side panel until one can type into Clerk's sign-in form. */
export const panel: Part = {
  title: 'The side panel',
  contenders: [],
  async measure({ clerk, asker, launchAnother }) {
    const browser = await launchAnother();
    const page = await browser.context.newPage();
    await noteWhenShown(page, { selector: 'form:has(input[name="identifier"]:enabled)', text: '' });
    const url = `chrome-extension://${browser.extensionId}${PAGES.sidePanel}`;
    const opened: { shownAt: number; firstPaint: number }[] = [];
    let scripts: string[] = [];
    page.on('request', (request) => {
      const { origin, pathname } = new URL(request.url());
      if (origin === new URL(url).origin && pathname.endsWith('.js')) scripts.push(pathname);
    });
    for (let opening = 0; opening <= OPENINGS; opening += 1) {
      await page.goto('about:blank');
      clerk.control.clearRequests();
      scripts = [];
      opened.push(await timeOpening(page, url));
    }
    const requests = clerk.control.requests().length;
    await browser.close();
    const { folder } = asker('ours');
    const sizes = await Promise.all(scripts.map(async (path) => (await stat(folder + path)).size));
    const kilobytes = Math.round(sizes.reduce((sum, size) => sum + size, 0) / 1000);

    const [first, ...next] = opened;
    const medianOf = (key: 'shownAt' | 'firstPaint') =>
      median(next.map((one) => one[key])).toFixed(0);
    return `Opened in a tab, nobody signed in: something is painted after ${medianOf('firstPaint')} ms and the form can be typed into after
${medianOf('shownAt')} ms, medians of ${OPENINGS}; the first opening of a new profile took ${first?.shownAt.toFixed(0)} ms. By then it has loaded ${scripts.length} scripts
(${kilobytes} kB as they are) and made ${requests} requests to Clerk.`;
  },
};
