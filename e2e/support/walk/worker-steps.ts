import { expect } from '@playwright/test';
import { askWorker } from '../journey/ask-worker';
import { CLIENT, MINT, onServer, openPages, type Step, type World } from './world';

/** Milliseconds by which an answer is late: long enough for whatever comes next to overtake it. */
const LATE_MS = 2_000;

/** Milliseconds for an answer that the worker is to die over: more than it waits, on the busiest machine. */
const TOO_LATE_MS = 15_000;

/** What happens to the worker: it is asked, dies, waits, or is wrong about the time. */
export const WORKER_STEPS: Step[] = [
  { does: 'ask', take: ({ popup }) => askWorker(popup, 'auth.getToken') },
  { does: 'ask fresh', take: ({ popup }) => askWorker(popup, 'auth.getToken', { fresh: true }) },
  { does: 'kill', weight: 2, take: kill },
  {
    does: 'have the client come late',
    isLate: true,
    applies: ({ fault }) => fault === null,
    take: (world) => askLate(world, CLIENT),
  },
  {
    does: 'have a token come late',
    isLate: true,
    applies: (world) => world.fault === null && onServer(world) !== null,
    take: (world) => askLate(world, MINT),
  },
  setClock(-3_600_000),
  setClock(-20_000),
  setClock(3_600_000),
  {
    does: 'reopen the browser',
    // The panel cannot start without Clerk; what a page does then is another test's matter.
    applies: ({ fault }) => fault === null,
    async take(world) {
      await world.browser.close();
      world.clockError = 0;
      Object.assign(world, await openPages(await world.launch()));
    },
  },
];

/** Ends the worker; its next life has the machine's clock again. */
export async function kill(world: World): Promise<void> {
  await world.browser.worker.stop();
  world.clockError = 0;
}

/** Has the worker change something at Clerk, and kills it when that is done but not yet answered. */
export async function dieOver(
  world: World,
  route: string,
  ask: () => Promise<unknown>,
  isDone: () => boolean,
): Promise<void> {
  world.clerk.control.faults.add({ route, effect: { kind: 'lateAnswer', ms: TOO_LATE_MS } });
  const death = expect(ask()).rejects.toThrow();
  await expect.poll(isDone).toBe(true);
  await kill(world);
  await death;
  world.clerk.control.faults.clear();
}

/** Has the worker ask Clerk something whose answer is made now and comes late; returns once Clerk has it. */
async function askLate({ clerk, popup }: World, route: typeof CLIENT | typeof MINT): Promise<void> {
  const before = clerk.control.requests().length;
  clerk.control.faults.add({ route, times: 1, effect: { kind: 'lateAnswer', ms: LATE_MS } });
  const ask =
    route === CLIENT
      ? askWorker(popup, 'auth.refresh')
      : askWorker(popup, 'auth.getToken', { fresh: true });
  let isOver = false;
  const end = () => {
    isOver = true;
  };
  // A worker that dies over it rejects.
  ask.then(end, end);
  const path = route === CLIENT ? /\/v1\/client$/ : /\/tokens$/;
  const isAsked = () =>
    clerk.control
      .requests()
      .slice(before)
      .some((request) => path.test(request.path));
  await expect.poll(() => isOver || isAsked()).toBe(true);
}

/** Moves the machine's clock as this life of the worker sees it. */
function setClock(by: number): Step {
  return {
    does: `set the clock by ${by} ms`,
    take(world) {
      world.clockError += by;
      return world.browser.worker.evaluate((ms) => {
        const before = Date.now.bind(Date);
        Date.now = () => before() + ms;
      }, by);
    },
  };
}
