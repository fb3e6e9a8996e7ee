import { stat } from 'node:fs/promises';
import { PAGES } from '../../../../src/config/pages';
import type { ExtensionBrowser } from '../../../support/browser/launch';
import { signInAsAda } from '../../../support/journey/sign-in';
import type { Goal } from '../goals';
import type { Part } from '../part';
import type { Stage } from '../stage';
import { median, pairedRatios } from '../statistics';
import { table } from '../tables';
import { noteWhenShown, timeOpening } from '../when-shown';

const OPENINGS = 9;
const LATENCIES_MS = [0, 150];
/** What one waits for: Clerk's sign-in can be typed into, or Clerk's user button is there. */
const USABLE = 'form:has(input[name="identifier"]:enabled), button.cl-userButtonTrigger';

/** From opening the side panel until one can sign in, or sees the account. */
export const panel: Part = {
  title: 'The side panel',
  contenders: ['provider-panel'],
  async measure(stage) {
    // A browser in which no other page of theirs is open, as when somebody opens the panel.
    const browser = await stage.launchAnother(['provider-panel']);
    const signedOut = await measureIn(stage, browser, 'the form, signed out');
    await signInBoth(stage, browser);
    const measured = [signedOut, await measureIn(stage, browser, 'the account, signed in')];
    await browser.close();
    const rows = measured.flatMap((one) => one.rows);
    const text = `Opened in a tab, in turns; medians of ${OPENINGS} openings, from navigation on, every answer of Clerk's delayed by the
latency given. \`documented\` is Clerk's own sign-in and user button on \`<ClerkProvider>\` and nothing
else, built by the same Vite.

${table(['', 'latency', 'something is painted', 'shown', 'scripts', 'kB', 'x documented'], rows)}`;
    return { text, goals: measured.flatMap((one) => one.goals) };
  },
};

/** Signs Ada in to ours, and gives the documented panel the same client, by the same storage key. */
async function signInBoth({ asker }: Stage, browser: ExtensionBrowser): Promise<void> {
  const panel = await browser.openTab(PAGES.sidePanel);
  await signInAsAda(panel);
  const signIn = await panel.evaluate(() => chrome.storage.local.get<Record<string, string>>());
  const { extensionId, path } = asker('provider-panel');
  await panel.goto(`chrome-extension://${extensionId}${path}`);
  await panel.evaluate((items) => chrome.storage.local.set(items), signIn);
  await panel.close();
}

async function measureIn(
  { clerk, asker }: Stage,
  { context }: ExtensionBrowser,
  what: string,
): Promise<{ rows: unknown[][]; goals: Goal[] }> {
  const page = await context.newPage();
  await noteWhenShown(page, { selector: USABLE, text: '' });
  const ours = { ...asker('ours'), name: 'ours', path: PAGES.sidePanel };
  const cases = [{ ...asker('provider-panel'), name: 'documented' }, ours].map((one) => ({
    ...one,
    origin: `chrome-extension://${one.extensionId}`,
    scripts: new Set<string>(),
  }));
  page.on('request', (request) => {
    const { pathname } = new URL(request.url());
    const one = cases.find(({ origin }) => request.url().startsWith(`${origin}/`));
    if (pathname.endsWith('.js')) one?.scripts.add(pathname);
  });

  const rows: unknown[][] = [];
  const goals: Goal[] = [];
  for (const ms of LATENCIES_MS) {
    const latency = clerk.control.faults.add({ route: '* /**', effect: { kind: 'latency', ms } });
    const taken = cases.map((one) => ({ ...one, painted: [] as number[], shown: [] as number[] }));
    for (let opening = -1; opening < OPENINGS; opening += 1) {
      for (const { origin, path, painted, shown } of taken) {
        await page.goto('about:blank');
        const { shownAt, firstPaint } = await timeOpening(page, origin + path);
        if (opening < 0) continue;
        painted.push(firstPaint);
        shown.push(shownAt);
      }
    }
    clerk.control.faults.remove(latency);
    for (const { name, folder, scripts, painted, shown } of taken) {
      const sizes = [...scripts].map(async (path) => (await stat(folder + path)).size);
      const ratios = pairedRatios(shown, taken[0]?.shown ?? []);
      const bytes = (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
      rows.push([
        `${what}: ${name}`,
        `${ms} ms`,
        `${median(painted).toFixed(0)} ms`,
        `${median(shown).toFixed(0)} ms`,
        scripts.size,
        Math.round(bytes / 1000),
        median(ratios).toFixed(2),
      ]);
      if (name !== 'ours') continue;
      const at = `${what}, at ${ms} ms`;
      goals.push(
        { what: `x documented: ${at}`, values: ratios, bound: { atMost: 0.35 } },
        { what: `scripts: ${at}`, values: [scripts.size], bound: { atMost: 8 } },
      );
    }
  }
  await page.close();
  return { rows, goals };
}
