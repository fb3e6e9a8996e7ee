import type { Page } from '@playwright/test';
import fc from 'fast-check';
import { PAGES } from '../../../src/config/pages';
import type { EmbeddedClerk } from '../../servers/embedded-clerk/start';
import type { ExtensionBrowser } from '../../support/browser/launch';
import { addOrganization, addUser } from '../../support/clerk/people';
import { expect, test } from '../../support/fixtures/test';
import { askWorker } from '../../support/journey/ask-worker';
import { claimsOf } from '../../support/journey/claims';
import { EVERYTHING } from '../../support/journey/clerk-away';
import {
  activateOnPage,
  signInOnPage,
  signOutOnPage,
  switchOnPage,
} from '../../support/journey/clerk-on-page';
import { ADA } from '../../support/journey/sign-in';

const STEPS = 200;
/** The same walk each time, so that a change is to blame when it fails; WALK_SEED takes another. */
const SEED = Number(process.env.WALK_SEED ?? 1);

const PEOPLE = { Ada: ADA, Bob: { ...ADA, email: 'bob@example.com', firstName: 'Bob' } };

const CLIENT = 'GET /v1/client';
const MINT = 'POST /v1/client/sessions/*/tokens';

/** Milliseconds by which an answer is late: long enough for whatever comes next to overtake it. */
const LATE_MS = 2_000;

const steps = fc.constantFrom(
  { do: 'sign in', user: 'Ada' },
  { do: 'sign in', user: 'Bob' },
  { do: 'activate' },
  { do: 'activate' },
  { do: 'sign out one' },
  { do: 'sign out', where: 'panel' },
  { do: 'sign out', where: 'worker' },
  { do: 'sign out', where: 'dying worker' },
  { do: 'switch', where: 'panel' },
  { do: 'switch', where: 'worker' },
  { do: 'switch', where: 'dying worker' },
  { do: 'be late', with: CLIENT },
  { do: 'be late', with: MINT },
  { do: 'set the clock', by: -3_600_000 },
  { do: 'set the clock', by: -20_000 },
  { do: 'set the clock', by: 3_600_000 },
  { do: 'ask' },
  { do: 'ask fresh' },
  { do: 'kill' },
  { do: 'kill' },
  { do: 'fault', on: EVERYTHING, status: 500 },
  { do: 'fault', on: EVERYTHING, status: 429 },
  { do: 'fault', on: EVERYTHING, status: 404 },
  { do: 'fault', on: CLIENT, status: 500 },
  { do: 'fault', on: CLIENT, status: 401 },
  { do: 'fault', on: MINT, status: 500 },
  { do: 'heal' },
  { do: 'heal' },
  { do: 'reopen' },
) as fc.Arbitrary<Step>;

type Step =
  | { do: 'sign in'; user: keyof typeof PEOPLE }
  /** In the panel, of several accounts: the other one, or no longer the active one. */
  | { do: 'activate' | 'sign out one' }
  | { do: 'sign out' | 'switch'; where: 'panel' | 'worker' | 'dying worker' }
  /** The worker asks, and Clerk's answer comes only after the steps that follow. */
  | { do: 'be late'; with: typeof CLIENT | typeof MINT }
  /** Of the machine, as the worker sees it. */
  | { do: 'set the clock'; by: number }
  | { do: 'fault'; on: string; status: number }
  | { do: 'ask' | 'ask fresh' | 'kill' | 'heal' | 'reopen' };

/** The browser and its pages, and what the walk has done to them. */
type World = {
  clerk: EmbeddedClerk;
  browser: ExtensionBrowser;
  popup: Page;
  panel: Page;
  organizationId: string;
  /** Addresses by user id. */
  emails: ReadonlyMap<string, string>;
  /** The route that fails now. */
  fault: string | null;
  /** Whether something changed while Clerk could not be asked who is signed in. */
  isUnseen: boolean;
  /** By how much this life of the worker takes its clock to be later than it is, in milliseconds. */
  clockError: number;
  /** How many steps did what they say. */
  taken: number;
};

async function openPages(browser: ExtensionBrowser) {
  const popup = await browser.openTab(PAGES.popup);
  const panel = await browser.openTab(PAGES.sidePanel);
  const ready = panel.getByLabel('Email address').or(panel.getByLabel('Open user menu'));
  await expect(ready).toBeVisible();
  return { browser, popup, panel };
}

/** The session that is the active one to the server, as nobody but it can know. */
function onServer({ clerk }: World) {
  const active = [...clerk.state().clients.values()].map((client) => client.lastActiveSessionId);
  return clerk.control.sessions().find(({ id }) => active.includes(id)) ?? null;
}

async function kill(world: World): Promise<void> {
  await world.browser.worker.stop();
  world.clockError = 0;
}

/** Has the worker ask Clerk something whose answer is of now and comes late; returns once Clerk has it. */
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

/** Has the worker change something at Clerk, and kills it when that is done but not yet answered. */
async function dieOver(
  world: World,
  route: string,
  ask: () => Promise<unknown>,
  isDone: () => boolean,
): Promise<void> {
  world.clerk.control.faults.add({ route, effect: { kind: 'lateAnswer', ms: LATE_MS } });
  const death = expect(ask()).rejects.toThrow();
  await expect.poll(isDone).toBe(true);
  await kill(world);
  await death;
  world.clerk.control.faults.clear();
}

async function take(step: Step, world: World, reopen: () => Promise<ExtensionBrowser>) {
  const { clerk, popup, panel, browser } = world;
  const session = onServer(world);
  const sessions = clerk.control.sessions();
  const other = sessions.find(({ id }) => id !== session?.id);
  const isChange = ['sign in', 'sign out', 'sign out one', 'activate', 'switch'].includes(step.do);
  // A change is made while all is well, or while only the question who is signed in fails.
  if (isChange && world.fault !== null && world.fault !== CLIENT) return;
  if (step.do === 'sign in') {
    const { email } = PEOPLE[step.user];
    if (sessions.some(({ userId }) => world.emails.get(userId) === email)) return;
  } else if (isChange && session === null) return;
  if (step.do === 'activate' && other === undefined) return;
  const isDeath = 'where' in step && step.where === 'dying worker';
  if (isDeath && world.fault !== null) return;
  world.isUnseen ||= isChange && world.fault !== null;
  world.taken += 1;
  switch (step.do) {
    case 'sign in':
      return signInOnPage(panel, PEOPLE[step.user]);
    case 'activate':
      return activateOnPage(panel, other?.id ?? '');
    case 'sign out one':
      return signOutOnPage(panel, session?.id);
    case 'sign out':
      if (step.where === 'worker') return void (await askWorker(popup, 'auth.signOut'));
      if (step.where === 'dying worker') {
        const ask = () => askWorker(popup, 'auth.signOut');
        return dieOver(world, 'DELETE /v1/client/sessions', ask, () => onServer(world) === null);
      }
      return signOutOnPage(panel);
    case 'switch': {
      const organizationId = session?.organizationId === null ? world.organizationId : null;
      if (step.where === 'worker') {
        return void (await askWorker(popup, 'auth.setActiveOrganization', { organizationId }));
      }
      if (step.where === 'dying worker') {
        const ask = () => askWorker(popup, 'auth.setActiveOrganization', { organizationId });
        const isDone = () => onServer(world)?.organizationId === organizationId;
        return dieOver(world, 'POST /v1/client/sessions/*/touch', ask, isDone);
      }
      return switchOnPage(panel, organizationId);
    }
    case 'ask':
    case 'ask fresh':
      return void (await askWorker(popup, 'auth.getToken', { fresh: step.do === 'ask fresh' }));
    case 'kill':
      return kill(world);
    case 'be late':
      if (world.fault !== null || (step.with === MINT && session === null)) return;
      return askLate(world, step.with);
    case 'set the clock':
      world.clockError += step.by;
      return browser.worker.evaluate((by) => {
        const before = Date.now.bind(Date);
        Date.now = () => before() + by;
      }, step.by);
    case 'fault':
      clerk.control.faults.clear();
      clerk.control.faults.add({
        route: step.on,
        effect: { kind: 'status', status: step.status, body: '{}', omitClientHeader: true },
      });
      world.fault = step.on;
      return;
    case 'heal':
      clerk.control.faults.clear();
      world.fault = null;
      world.isUnseen = false;
      return;
    case 'reopen':
      // The panel cannot start without Clerk; what a page does then is another test's matter.
      if (world.fault !== null) return;
      await browser.close();
      world.clockError = 0;
      Object.assign(world, await openPages(await reopen()));
  }
}

/** What must hold after every step: at once, but for the time a change takes from page to worker. */
async function expectInvariants(world: World) {
  // The SDK spaces its retries after a 5xx by seconds, so one answer may take its nine.
  await expect(() => expectRightAnswer(world)).toPass({ intervals: [50], timeout: 20_000 });
  if (world.fault !== null) return;
  const session = onServer(world);
  const shown = session ? world.emails.get(session.userId) : 'Signed out';
  for (const page of [world.popup, world.panel]) {
    // A page whose worker has died over and over waits for up to ten seconds before it reconnects.
    await expect(page.getByText(shown ?? 'somebody known').first()).toBeVisible({
      timeout: 25_000,
    });
  }
}

/** A token of the session and organisation that the server has, or the right reason for none. */
async function expectRightAnswer(world: World) {
  const session = onServer(world);
  const answer = await askWorker(world.popup, 'auth.getToken');
  if (!answer.ok) {
    expect(world.fault, `unexpected ${answer.error.code}`).not.toBeNull();
    expect(['CLERK_UNREACHABLE', 'CLERK_RATE_LIMITED']).toContain(answer.error.code);
    return;
  }
  if (answer.data.status === 'ok') {
    const { jwt } = answer.data.token;
    const expiresAt = answer.data.token.expiresAt - world.clockError;
    const trueExpiry = Number(claimsOf(jwt).exp) * 1000;
    expect(expiresAt - Date.now()).toBeGreaterThan(9_000);
    expect(trueExpiry + 1000).toBeGreaterThan(expiresAt);
  }
  // What nobody could be told of is not held against the worker; it is after the fault.
  if (world.isUnseen) return;
  if (answer.data.status !== 'ok') return expect(session).toBeNull();
  const { sid, o } = claimsOf(answer.data.token.jwt);
  expect(sid).toBe(session?.id);
  expect((o as { id: string } | undefined)?.id ?? null).toBe(session?.organizationId);
}

test.use({ singleSession: false });

test(`${STEPS} steps at random leave worker, pages and server of one mind`, async ({
  launch,
  clerk,
}, testInfo) => {
  test.setTimeout(600_000);
  const profileDir = testInfo.outputPath('profile');
  const people = await Promise.all(Object.values(PEOPLE).map((person) => addUser(clerk, person)));
  const { id: organizationId } = await addOrganization(clerk, {
    name: 'Example Works',
    members: people.map(({ id }) => ({ userId: id, role: 'org:admin' as const })),
  });
  const reopen = () => launch({ profileDir });
  const world: World = {
    clerk,
    organizationId,
    emails: new Map(people.map(({ id, email }) => [id, email])),
    fault: null,
    isUnseen: false,
    clockError: 0,
    taken: 0,
    ...(await openPages(await reopen())),
  };
  const walk = fc.sample(steps, { seed: SEED, numRuns: STEPS });
  for (const [index, step] of walk.entries()) {
    try {
      await take(step, world, reopen);
      // What comes next must overtake the late answer, and an invariant would wait for it.
      if (step.do !== 'be late') await expectInvariants(world);
    } catch (cause) {
      const way = walk
        .slice(Math.max(0, index - 9), index + 1)
        .map((taken) => JSON.stringify(taken));
      throw new Error(`WALK_SEED=${SEED}, step ${index}: ${way.join(' ')}\n${cause}`, { cause });
    }
  }
  expect(world.taken).toBeGreaterThan(STEPS / 2);
});
