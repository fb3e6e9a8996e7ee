// biome-ignore-all lint/style/noRestrictedImports: the rule keeps the library apart from its house; this is its own test kit.
import { RouteError } from '../errors';
import type { Handlers } from '../router';
import type { SuiteContract } from './suite-contract';

/** A made-up JWT, to be looked for where it must not be. */
export const SUITE_SECRET =
  'eyJhbGciOiJSUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiJ1c2VyX3N1aXRlIn0.bm90LWEtcmVhbC1zaWduYXR1cmUtYXQtYWxs';

const suiteError = RouteError.of<'SUITE_FAILED'>({ errors: new Set(['SUITE_FAILED']) });
const unlistedError = RouteError.of({ errors: new Set(['SUITE_UNLISTED']) });

/** Handlers for one life of a worker; all they remember dies with it. */
export function createSuiteHandlers(): Handlers<SuiteContract> {
  let echoRuns = 0;
  let number = 0;
  let aborted = 0;
  const held = new Set<() => void>();
  const watchers = new Set<(n: number) => void>();
  const waiting = new Set<() => void>();

  /** Lets those who wait look again. */
  function changed(): void {
    for (const look of [...waiting]) look();
  }

  function until(condition: () => boolean): Promise<Record<string, never>> {
    return new Promise((resolve) => {
      const look = () => {
        if (!condition()) return;
        waiting.delete(look);
        resolve({});
      };
      waiting.add(look);
      look();
    });
  }

  function countAbort(signal: AbortSignal): void {
    signal.addEventListener('abort', () => {
      aborted += 1;
      changed();
    });
  }

  function hold(signal: AbortSignal): Promise<Record<string, never>> {
    countAbort(signal);
    return new Promise((resolve) => {
      const release = () => resolve({});
      held.add(release);
      signal.addEventListener('abort', () => held.delete(release));
      changed();
    });
  }

  return {
    'suite.echo': ({ text }) => {
      echoRuns += 1;
      return { text };
    },
    'suite.echoRuns': () => ({ count: echoRuns }),
    'suite.public': (_input, { sender }) => ({ kind: sender.kind }),
    'suite.fail': ({ how }) => fail(how),
    'suite.lie': () => ({ truth: 'no' }) as never,
    'suite.slow': (_input, { signal }) => {
      countAbort(signal);
      return new Promise(() => {});
    },
    'suite.hold': (_input, { signal }) => hold(signal),
    'suite.holdOnce': (_input, { signal }) => hold(signal),
    'suite.release': () => {
      for (const release of held) release();
      held.clear();
      changed();
      return {};
    },
    'suite.awaitHeld': ({ count }) => until(() => held.size === count),
    'suite.awaitAborted': ({ count }) => until(() => aborted >= count),
    'suite.setNumber': ({ to }) => {
      number = to;
      for (const tell of watchers) tell(to);
      return {};
    },
    'suite.awaitWatchers': ({ count }) => until(() => watchers.size === count),
    'suite.number': (_input, { emit, signal }) => {
      watchers.add(emit);
      signal.addEventListener('abort', () => {
        watchers.delete(emit);
        changed();
      });
      emit(number);
      changed();
    },
    'suite.burst': ({ length }, { emit }) => {
      for (let n = 0; n < length; n += 1) emit(n);
    },
    'suite.failingStream': ({ how }, { emit }) => {
      if (how === 'lie') emit('not a number' as never);
      else fail(how);
    },
  };
}

function fail(how: string): never {
  switch (how) {
    case 'listed':
      throw suiteError('SUITE_FAILED', 'As asked.', { retryable: true, details: { how } });
    case 'listed-with-secret':
      throw suiteError('SUITE_FAILED', `Bearer ${SUITE_SECRET} was refused.`, {
        retryable: false,
        details: { url: `https://api.example/?__clerk_db_jwt=${SUITE_SECRET}` },
      });
    case 'unlisted':
      throw unlistedError('SUITE_UNLISTED', SUITE_SECRET, { retryable: true });
    case 'not-an-error':
      throw { code: 'SUITE_FAILED', message: SUITE_SECRET, retryable: true };
    default:
      throw new Error(SUITE_SECRET);
  }
}
