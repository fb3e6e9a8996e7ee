import type { Page } from '@playwright/test';
import fc from 'fast-check';
import type { EmbeddedClerk } from '../../servers/embedded-clerk/start';
import type { ExtensionBrowser } from '../../support/browser/launch';
import { addOrganization, addSecondFactorPhone, addUser } from '../../support/clerk/people';
import { expect, test } from '../../support/fixtures/test';
import { activeAccount } from '../../support/journey/accounts';
import { askWorker } from '../../support/journey/ask-worker';
import { claimsOf } from '../../support/journey/claims';
import { CLERK_STEPS } from '../../support/walk/clerk-steps';
// #region feature: oauth
import { PROVIDER_STEPS } from '../../support/walk/provider-steps';
// #endregion feature: oauth
import { SESSION_STEPS } from '../../support/walk/session-steps';
import { SIGN_IN_STEPS } from '../../support/walk/sign-in-steps';
import { WORKER_STEPS } from '../../support/walk/worker-steps';
import {
  CLIENT,
  onServer,
  openPages,
  PEOPLE,
  type Step,
  type World,
} from '../../support/walk/world';

const STEPS = 150;
/** The same walk each time, so that a change is to blame when it fails; WALK_SEED takes another. */
const SEED = Number(process.env.WALK_SEED ?? 1);

const ALL = [
  ...SIGN_IN_STEPS,
  // #region feature: oauth
  ...PROVIDER_STEPS,
  // #endregion feature: oauth
  ...SESSION_STEPS,
  ...WORKER_STEPS,
  ...CLERK_STEPS,
];
const drawn = fc.oneof(
  ...ALL.map((step) => ({ arbitrary: fc.constant(step), weight: step.weight ?? 1 })),
);

test.use({
  singleSession: false,
  // #region feature: oauth
  social: ['google'],
  // #endregion feature: oauth
  attributes: { phoneNumber: 'on', phoneSecondFactor: 'on' },
});

test(`${STEPS} steps at random leave worker, pages and server of one mind`, async ({
  launch,
  clerk,
}, testInfo) => {
  test.setTimeout(600_000);
  const profileDir = testInfo.outputPath('profile');
  const world = await begin(clerk, () => launch({ profileDir }));
  const taken: string[] = [];
  for (const [index, step] of fc.sample(drawn, { seed: SEED, numRuns: STEPS }).entries()) {
    if (!isPossible(step, world)) continue;
    taken.push(step.does);
    world.isUnseen ||= step.isChange === true && world.fault !== null;
    try {
      await step.take(world);
      // What comes next must overtake the late answer, and an invariant would wait for it.
      if (!step.isLate) await expectInvariants(world);
    } catch (cause) {
      const way = taken.slice(-10).join('; ');
      throw new Error(`WALK_SEED=${SEED}, step ${index}: ${way}\n${cause}`, { cause });
    }
  }
  expect(taken.length).toBeGreaterThan(STEPS / 3);
  expect(taken).toContainEqual(expect.stringMatching(/by password$/));
  expect(taken).toContainEqual(expect.stringMatching(/and a code$/));
  // #region feature: oauth
  expect(taken).toContainEqual(expect.stringMatching(/by Google/));
  // #endregion feature: oauth
});

/** A browser in which nobody is signed in, and people who can be. */
async function begin(
  clerk: EmbeddedClerk,
  launch: () => Promise<ExtensionBrowser>,
): Promise<World> {
  const people = await Promise.all(Object.values(PEOPLE).map((person) => addUser(clerk, person)));
  const cyd = people.find(({ email }) => email === PEOPLE.Cyd.email);
  await addSecondFactorPhone(clerk, cyd?.id ?? '');
  const { id: organizationId } = await addOrganization(clerk, {
    name: 'Example Works',
    members: people.map(({ id }) => ({ userId: id, role: 'org:admin' as const })),
  });
  const browser = await launch();
  return {
    clerk,
    launch,
    organizationId,
    emails: new Map(people.map(({ id, email }) => [id, email])),
    fault: null,
    isUnseen: false,
    clockError: 0,
    ...(await openPages(browser)),
  };
}

/** A change is made while all is well, or while only the question who is signed in fails. */
function isPossible(step: Step, world: World): boolean {
  if (step.isChange && world.fault !== null && world.fault !== CLIENT) return false;
  return step.applies?.(world) ?? true;
}

/** What must hold after every step: at once, but for the time a change takes from page to worker. */
async function expectInvariants(world: World) {
  // The SDK spaces its retries after a 5xx by seconds, so one answer may take its nine.
  await expect(() => expectRightAnswer(world)).toPass({ intervals: [50], timeout: 60_000 });
  if (world.fault !== null) return;
  const session = onServer(world);
  const shownOn = (page: Page) =>
    session
      ? activeAccount(page, world.emails.get(session.userId) ?? 'somebody known').first()
      : page.getByText('Signed out').first();
  for (const page of [world.popup, world.panel]) {
    // A page whose worker has died over and over waits for up to ten seconds before it reconnects.
    await expect(shownOn(page)).toBeVisible({ timeout: 60_000 });
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
