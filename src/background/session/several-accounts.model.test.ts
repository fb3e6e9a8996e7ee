import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { TokenRequest } from '../../auth/access-token';
import { unknownSession, unreachable } from '../clerk/errors';
import { claimsOf, createFakeClerk, signedIn } from '../testing/fake-clerk';
import { createFakeWorker, sessionGone } from '../testing/fake-session';

const requests: TokenRequest[] = [{}, { fresh: true }, { template: 'api' }];
const account = fc.constantFrom('ada', 'bob', 'cyd');
const steps = fc.array(
  fc.oneof(
    fc.record({
      do: fc.constantFrom('add', 'switch', 'switch', 'worker switches', 'sign one out'),
      account,
    }),
    fc.record({ do: fc.constantFrom('sign all out', 'worker signs out', 'die', 'session') }),
    fc.record({ do: fc.constant('token'), request: fc.constantFrom(...requests) }),
  ) as fc.Arbitrary<Step>,
  { minLength: 4, maxLength: 16 },
);

type Step =
  | { do: 'add' | 'switch' | 'worker switches' | 'sign one out'; account: string }
  | { do: 'sign all out' | 'worker signs out' | 'die' | 'session' }
  | { do: 'token'; request: TokenRequest };

/** A client at Clerk with several sessions, a panel that changes them, and lives of the worker. */
function createWorld(scheduler: fc.Scheduler) {
  const clerk = createFakeClerk();
  const worker = createFakeWorker(clerk);
  const { gateway } = clerk;
  /** Session ids by account, oldest first. */
  const sessions = new Map<string, string>();
  /** Each session that has been the active one, in order; `null` while there was none. */
  const history: (string | null)[] = [];
  /** Where in it the worker has been told to look. */
  let reported = 0;
  let unheard = 0;
  const wait = (label: string) => scheduler.schedule(Promise.resolve(), label);

  function change(active: string | null | undefined): void {
    history.push(active ?? null);
    clerk.session = active ? signedIn(active) : { status: 'signed-out', fetchedAt: clerk.now() };
  }

  /** A life of the worker. Once it is over, nothing that it waits for comes. */
  function start() {
    let over = false;
    /** Of this life, whose changes end the requests for tokens under way. */
    let untilChange = new AbortController();
    const live = async <T>(label: string, call: () => Promise<T>): Promise<T> => {
      await wait(`${label} sent`);
      const answer = over ? new Promise<T>(() => {}) : call();
      await answer.catch(() => {});
      await wait(`${label} answered`);
      return over ? new Promise<T>(() => {}) : answer;
    };
    const alone = <T>(label: string, call: () => Promise<T>): Promise<T> => {
      untilChange.abort();
      untilChange = new AbortController();
      return live(label, call);
    };
    clerk.gateway = {
      ...gateway,
      readSession: () => live('read', gateway.readSession),
      async mintToken(scope) {
        const { signal: superseded } = untilChange;
        const minted = await live('mint', async () => {
          if (![...sessions.values()].includes(scope.sessionId)) throw sessionGone();
          return gateway.mintToken(scope);
        });
        if (superseded.aborted) throw unreachable(true);
        return minted;
      },
      signOut: () =>
        alone('sign-out', async () => {
          sessions.clear();
          change(null);
        }),
      setActiveSession: (id) =>
        alone('switch', async () => {
          if (![...sessions.values()].includes(id)) throw unknownSession();
          change(id);
          return { ...clerk.session, fetchedAt: clerk.now() };
        }),
    };
    const end = () => {
      over = true;
    };
    return Object.assign(worker.start(), { end });
  }

  change(null);
  let life = start();

  /** What the panel does after each change of its own: the call is repeated if the worker dies. */
  async function report(): Promise<void> {
    reported = history.length - 1;
    unheard += 1;
    await life.cache.refresh().catch(() => {});
    unheard -= 1;
  }

  async function take(step: Step): Promise<void> {
    await wait(step.do);
    switch (step.do) {
      case 'add':
        if (!sessions.has(step.account)) {
          sessions.set(step.account, `sess_${step.account}_${history.length}`);
          change(sessions.get(step.account));
        }
        return report();
      case 'switch':
        if (sessions.has(step.account)) change(sessions.get(step.account));
        return report();
      case 'worker switches': {
        const wanted = sessions.get(step.account);
        if (wanted === undefined) return;
        const since = history.length;
        // The session may end before Clerk hears of it, or the worker die over it.
        const after = await life.service.setActiveSession(wanted).catch(() => null);
        if (after) reported = Math.max(reported, history.indexOf(wanted, since));
        return;
      }
      case 'sign one out': {
        const ended = sessions.get(step.account);
        sessions.delete(step.account);
        if (ended !== undefined && ended === history.at(-1)) change([...sessions.values()][0]);
        return report();
      }
      case 'sign all out':
        sessions.clear();
        change(null);
        return report();
      case 'worker signs out':
        await life.service.signOut();
        reported = Math.max(reported, history.lastIndexOf(null));
        return;
      case 'die':
        life.end();
        life = start();
        if (unheard > 0) void report();
        return;
      case 'session': {
        const since = reported;
        const snapshot = await life.service.getSession();
        if (snapshot.status === 'unavailable') return;
        const shown = snapshot.status === 'signed-out' ? null : snapshot.sessionId;
        expect(history.slice(since)).toContain(shown);
        return;
      }
      case 'token': {
        const since = reported;
        // Minting may be refused for a session that ends meanwhile.
        const answer = await Promise.resolve(life.service.getToken(step.request)).catch(() => null);
        if (answer === null || answer.status === 'pending') return;
        const whose = answer.status === 'ok' ? claimsOf(answer.token.jwt).sessionId : null;
        expect(history.slice(since)).toContain(whose);
      }
    }
  }

  return { take, active: () => history.at(-1), service: () => life.service, report };
}

it('tokens and snapshots are of the active account, and of none that was left before', async () => {
  await fc.assert(
    fc.asyncProperty(fc.scheduler(), steps, async (scheduler, walk) => {
      const world = createWorld(scheduler);
      const failures: unknown[] = [];
      for (const step of walk) void world.take(step).catch((error) => failures.push(error));
      await scheduler.waitIdle();
      expect(failures).toEqual([]);

      const end = world.report().then(() => world.service().getToken({}));
      const answer = await scheduler.waitFor(end);
      const whose = answer.status === 'ok' ? claimsOf(answer.token.jwt).sessionId : null;
      expect(whose).toBe(world.active());
    }),
    { numRuns: 500 },
  );
});
