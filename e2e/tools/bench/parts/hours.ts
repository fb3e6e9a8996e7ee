import { PAGES } from '../../../../src/config/pages';
import { activeSessions } from '../../../support/clerk/people';
import { ADA, signInAsAda } from '../../../support/journey/sign-in';
import type { Part } from '../part';

const IDLE_SECONDS = 20;
/** Two tokens at least, one in 45 s. */
const WATCHED_SECONDS = 100;

/** How often Clerk is asked while nobody asks for anything. */
export const hours: Part = {
  title: 'Requests to Clerk while nobody asks',
  contenders: [],
  async measure({ clerk, launchAnother }) {
    const browser = await launchAnother();
    const panel = await browser.openTab(PAGES.sidePanel);
    await signInAsAda(panel);
    await panel.close();
    // The shared browser's contenders may ask meanwhile, as another client.
    const session = (await activeSessions(clerk)).at(-1);
    if (!session) throw new Error('Nobody is signed in.');

    const during = async (seconds: number) => {
      clerk.control.clearRequests();
      await new Promise((resolve) => setTimeout(resolve, seconds * 1000));
      return clerk.control.requests().filter(({ clientId }) => clientId === session.clientId);
    };
    const idle = await during(IDLE_SECONDS);
    const popup = await browser.openTab(PAGES.popup);
    await popup.getByText(ADA.email).waitFor();
    const watched = await during(WATCHED_SECONDS);
    await browser.close();

    const mints = watched.filter(({ path }) => path.endsWith('/tokens'));
    const first = mints.at(0)?.at ?? 0;
    const last = mints.at(-1)?.at ?? 0;
    const everySeconds = (last - first) / 1000 / (mints.length - 1);
    const anHour = 3600 / everySeconds;
    const text = `With no page open, for ${IDLE_SECONDS} s: ${idle.length} requests. With a page that watches the session, for ${WATCHED_SECONDS} s:
${watched.length} requests, ${mints.length} of them for a token, one in ${everySeconds.toFixed(1)} s, which makes ${Math.round(anHour)} an hour. A token lives 60 s.`;
    const bound = { atMost: 80 };
    return {
      text,
      goals: [{ what: 'requests an hour while watched', values: [Math.round(anHour)], bound }],
    };
  },
};
