// biome-ignore-all lint/style/noRestrictedImports: the rule keeps the library apart from its house; this is its own test kit.
import type { Transport } from '../client';
import { ENVELOPE_VERSION } from '../internal/envelope';
import type { JsonValue } from '../internal/json';
import type { RawDriver, SuiteDriver, SuiteNews } from './suite-driver';
import { SUITE_SECRET } from './suite-handlers';

/**
 * One fresh worker that hosts the suite's contract, and documents around it. A driver's methods
 * take and return JSON, so a browser's harness evaluates each of them in the document it stands for.
 */
export type SuiteSession = {
  /** A page of the extension that routes admit. */
  page: SuiteDriver;
  /** Opens another such document. */
  secondPage(): Promise<SuiteDriver & { close(): Promise<void> }>;
  /** Opens a document of the site whose origin the contract was made for; drives the content script. */
  contentScript(): Promise<RawDriver>;
  /** Opens a document of the kind that `Harness.refused` names. */
  refused(kind: string): Promise<RawDriver>;
  /** Stops the worker in the middle of whatever it does. */
  stopWorker(): Promise<void>;
  tearDown(): Promise<void>;
};

export type Harness = {
  name: string;
  /** Kinds of sender that are refused everything, and the reason each is given. */
  refused: readonly { kind: string; reason: string }[];
  /** @param transport how the pages' clients make their calls. */
  setUp(transport: Transport): Promise<SuiteSession>;
};

type Matchers = {
  toBe(expected: unknown): void;
  toEqual(expected: unknown): void;
  toMatchObject(expected: object): void;
};

/** What the suite needs of a test runner; Vitest and Playwright both have it. */
export type Runner = {
  describe(name: string, body: () => void): void;
  test(name: string, body: () => Promise<void>): void;
  expect(actual: unknown): Matchers & { not: { toMatch(expected: string | RegExp): void } };
};

const TRANSPORTS = ['port', 'message'] as const;

/**
 * Registers what every `chrome.runtime`, real or not, must do under this library. A test sets up a
 * session of its own and tears it down.
 *
 * @example registerContractSuite({ describe, test: it, expect }, fakeHarness);
 */
export function registerContractSuite({ describe, test, expect }: Runner, harness: Harness): void {
  const inSessionBy =
    (transport: Transport) => (name: string, body: (session: SuiteSession) => Promise<void>) =>
      test(name, async () => {
        const session = await harness.setUp(transport);
        try {
          await body(session);
        } finally {
          await session.tearDown();
        }
      });

  const inSession = inSessionBy('port');

  let names = 0;
  const ask = (driver: SuiteDriver, route: string, input: JsonValue = {}) => {
    names += 1;
    return driver.call(`ask-${names}`, route, input);
  };
  const request = (route: JsonValue, input: JsonValue, id = 'raw'): JsonValue => ({
    v: ENVELOPE_VERSION,
    id,
    route,
    input,
  });
  const failure = (code: string) => ({ ok: false, error: { code } });
  const rawFailure = (code: string) => ({ answered: true, response: failure(code) });

  for (const transport of TRANSPORTS) {
    describe(`messaging on ${harness.name}: calls by ${transport}`, () => {
      const inSession = inSessionBy(transport);

      for (const text of ['', 'hello', 'snow ☃ 🧊 \u0000 \u2028', 'x'.repeat(1_000_000)]) {
        inSession(
          `echo ${text.length} characters: ${JSON.stringify(text.slice(0, 12))}`,
          async ({ page }) => {
            expect(await ask(page, 'suite.echo', { text })).toEqual({ ok: true, data: { text } });
          },
        );
      }

      inSession('answer many at once, each with its own output', async ({ page }) => {
        const texts = Array.from({ length: 50 }, (_, index) => `call ${index}`);
        const answers = await Promise.all(texts.map((text) => ask(page, 'suite.echo', { text })));
        expect(answers).toEqual(texts.map((text) => ({ ok: true, data: { text } })));
      });

      inSession('carry a listed error with its details', async ({ page }) => {
        expect(await ask(page, 'suite.fail', { how: 'listed' })).toEqual({
          ok: false,
          code: 'SUITE_FAILED',
          message: 'As asked.',
          retryable: true,
          details: { how: 'listed' },
        });
      });

      inSession('redact a listed error', async ({ page }) => {
        const answer = await ask(page, 'suite.fail', { how: 'listed-with-secret' });
        expect(answer).toMatchObject({ code: 'SUITE_FAILED', retryable: false });
        for (const part of SUITE_SECRET.split('.'))
          expect(JSON.stringify(answer)).not.toMatch(part);
      });

      for (const how of ['unlisted', 'unknown', 'not-an-error']) {
        inSession(`answer INTERNAL for a failure that is ${how}`, async ({ page }) => {
          expect(await ask(page, 'suite.fail', { how })).toEqual({
            ok: false,
            code: 'INTERNAL',
            message: 'The route failed.',
            retryable: false,
            details: null,
          });
        });
      }

      inSession('answer INVALID_OUTPUT for an output that does not fit', async ({ page }) => {
        expect(await ask(page, 'suite.lie')).toMatchObject({ ok: false, code: 'INVALID_OUTPUT' });
      });

      inSession('end at the deadline of the route, and abort its handler', async ({ page }) => {
        expect(await ask(page, 'suite.slow')).toMatchObject({
          code: 'DEADLINE_EXCEEDED',
          // Not idempotent, and who knows how far it came.
          retryable: false,
        });
        expect(await ask(page, 'suite.awaitAborted', { count: 1 })).toMatchObject({ ok: true });
      });

      inSession('end when the caller aborts, and abort the handler', async ({ page }) => {
        const answer = page.call('held', 'suite.hold', {});
        await ask(page, 'suite.awaitHeld', { count: 1 });
        await page.abortCall('held');
        expect(await answer).toMatchObject({ ok: false, code: 'ABORTED', retryable: false });
        expect(await ask(page, 'suite.awaitAborted', { count: 1 })).toMatchObject({ ok: true });
      });

      inSession('end at the deadline of the caller, and abort the handler', async ({ page }) => {
        expect(await page.call('held', 'suite.hold', {}, 50)).toMatchObject({
          code: 'TIMEOUT',
          retryable: true,
        });
        expect(await ask(page, 'suite.awaitAborted', { count: 1 })).toMatchObject({ ok: true });
      });

      inSession('are not retryable when they may have been carried out', async ({ page }) => {
        expect(await page.call('held', 'suite.holdOnce', {}, 50)).toMatchObject({
          code: 'TIMEOUT',
          retryable: false,
        });
      });

      if (transport === 'port') {
        inSession('end when their document closes, and no other’s do', async (session) => {
          const { page, secondPage } = session;
          const other = await secondPage();
          const answer = page.call('mine', 'suite.hold', {});
          void other.call('theirs', 'suite.hold', {}).catch(() => {});
          await ask(page, 'suite.awaitHeld', { count: 2 });
          await other.close();
          await ask(page, 'suite.awaitAborted', { count: 1 });
          await ask(page, 'suite.awaitHeld', { count: 1 });
          await ask(page, 'suite.release');
          expect(await answer).toEqual({ ok: true, data: {} });
        });

        inSession('are answered by their id on a port that is used directly', async ({ page }) => {
          expect(await page.openRaw(request('suite.echo', { text: 'x' }, 'raw'))).toEqual([
            { id: 'raw', ok: true, data: { text: 'x' } },
          ]);
        });
      }

      inSession('are retried when the worker dies, if idempotent', async ({ page, stopWorker }) => {
        const answer = page.call('held', 'suite.hold', {});
        await ask(page, 'suite.awaitHeld', { count: 1 });
        await stopWorker();
        await ask(page, 'suite.awaitHeld', { count: 1 });
        await ask(page, 'suite.release');
        expect(await answer).toEqual({ ok: true, data: {} });
      });

      inSession('are not retried when the worker dies, otherwise', async ({ page, stopWorker }) => {
        const answer = page.call('held', 'suite.holdOnce', {});
        await ask(page, 'suite.awaitHeld', { count: 1 });
        await stopWorker();
        expect(await answer).toMatchObject({ code: 'WORKER_STOPPED', retryable: false });
        expect(await ask(page, 'suite.awaitHeld', { count: 0 })).toMatchObject({ ok: true });
      });

      inSession('start a stopped worker', async ({ page, stopWorker }) => {
        await stopWorker();
        expect(await ask(page, 'suite.echo', { text: 'up' })).toMatchObject({ ok: true });
      });

      inSession('are checked before they are sent', async ({ page }) => {
        expect(await ask(page, 'suite.echo', { text: 1 })).toMatchObject({
          code: 'INVALID_INPUT',
          details: { issues: [{ path: 'text', code: 'invalid_type' }] },
        });
        expect(await ask(page, 'suite.echoRuns')).toEqual({ ok: true, data: { count: 0 } });
      });
    });
  }

  describe(`messaging on ${harness.name}: messages past the client`, () => {
    for (const message of [null, 'hello', 7, [], {}, { type: 'ping' }, { v: 1 }, { route: 'x' }]) {
      inSession(`ignore ${JSON.stringify(message)}`, async ({ page }) => {
        expect(await page.sendRaw(message)).toEqual({ answered: false });
      });
    }

    for (const [what, change] of Object.entries({
      'another version': { v: ENVELOPE_VERSION + 1 },
      'no version to speak of': { v: null },
      'an id that is no string': { id: 7 },
      'an empty id': { id: '' },
      'an endless id': { id: 'x'.repeat(65) },
      'a route that is no string': { route: ['suite.echo'] },
      'an extra key': { extra: true },
      'an abort in it': { abort: true },
    })) {
      inSession(`refuse an envelope with ${what}`, async ({ page }) => {
        const message = { ...(request('suite.echo', { text: 'x' }) as object), ...change };
        expect(await page.sendRaw(message)).toMatchObject(rawFailure('BAD_ENVELOPE'));
        expect(await ask(page, 'suite.echoRuns')).toEqual({ ok: true, data: { count: 0 } });
      });
    }

    for (const route of ['', 'nope', 'toString', '__proto__', 'constructor', 'suite.number']) {
      inSession(`have no route "${route}" to call`, async ({ page }) => {
        const answer = await page.sendRaw(request(route, {}));
        expect(answer).toMatchObject(rawFailure('UNKNOWN_ROUTE'));
      });
    }

    for (const input of [null, 'x', [], {}, { text: 1 }, { text: 'x', extra: 1 }]) {
      inSession(`refuse the input ${JSON.stringify(input)}`, async ({ page }) => {
        const answer = await page.sendRaw(request('suite.echo', input));
        expect(answer).toMatchObject(rawFailure('INVALID_INPUT'));
        expect(await ask(page, 'suite.echoRuns')).toEqual({ ok: true, data: { count: 0 } });
      });
    }

    inSession('report no values in an INVALID_INPUT', async ({ page }) => {
      const answer = await page.sendRaw(request('suite.echo', { text: [SUITE_SECRET] }));
      expect(JSON.stringify(answer)).not.toMatch(SUITE_SECRET);
    });

    inSession('refuse an id that is in use', async ({ page }) => {
      const first = page.sendRaw(request('suite.hold', {}, 'same'));
      await ask(page, 'suite.awaitHeld', { count: 1 });
      const second = await page.sendRaw(request('suite.hold', {}, 'same'));
      expect(second).toMatchObject(rawFailure('BAD_ENVELOPE'));
      await ask(page, 'suite.release');
      expect(await first).toEqual({ answered: true, response: { ok: true, data: {} } });
    });

    inSession('abort no other document’s call', async ({ page, secondPage }) => {
      const other = await secondPage();
      const first = page.sendRaw(request('suite.hold', {}, 'mine'));
      await ask(page, 'suite.awaitHeld', { count: 1 });
      const abort = { v: ENVELOPE_VERSION, id: 'mine', abort: true };
      expect(await other.sendRaw(abort)).toMatchObject({ answered: true });
      expect(await ask(page, 'suite.awaitHeld', { count: 1 })).toMatchObject({ ok: true });
      expect(await page.sendRaw(abort)).toMatchObject({ answered: true });
      expect(await first).toMatchObject(rawFailure('ABORTED'));
    });
  });

  describe(`messaging on ${harness.name}: senders`, () => {
    inSession('admit a content script to its route', async ({ contentScript }) => {
      const script = await contentScript();
      expect(await script.sendRaw(request('suite.public', {}))).toEqual({
        answered: true,
        response: { ok: true, data: { kind: 'contentScript' } },
      });
    });

    inSession('refuse a content script every other route', async ({ contentScript }) => {
      const script = await contentScript();
      const refusal = { ...failure('FORBIDDEN'), error: { details: { reason: 'not-admitted' } } };
      for (const route of ['suite.echo', 'suite.number', 'suite.nothing', 'toString']) {
        const answer = await script.sendRaw(request(route, {}));
        expect(answer).toMatchObject({ answered: true, response: refusal });
      }
      expect(await script.openRaw(request('suite.number', {}))).toMatchObject([refusal]);
    });

    for (const { kind, reason } of harness.refused) {
      inSession(`refuse a ${kind}: ${reason}`, async ({ page, refused }) => {
        const driver = await refused(kind);
        const refusal = { ok: false, error: { code: 'FORBIDDEN', details: { reason } } };
        for (const route of ['suite.echo', 'suite.public', 'suite.nothing']) {
          const answer = await driver.sendRaw(request(route, { text: 'x' }));
          expect(answer).toMatchObject({ answered: true, response: refusal });
        }
        expect(await driver.openRaw(request('suite.number', {}))).toMatchObject([refusal]);
        expect(await ask(page, 'suite.echoRuns')).toEqual({ ok: true, data: { count: 0 } });
      });
    }
  });

  for (const transport of TRANSPORTS) {
    describe(`messaging on ${harness.name}: streams beside calls by ${transport}`, () => {
      const inSession = inSessionBy(transport);

      const opening = [{ status: 'connecting' }, { status: 'connected' }];
      const newsOf = async (driver: SuiteDriver, name: string, length: number) => {
        const news: SuiteNews[] = [];
        while (news.length < length) news.push(await driver.nextNews(name));
        return news;
      };

      inSession('begin with the present value', async ({ page }) => {
        await ask(page, 'suite.setNumber', { to: 7 });
        await page.watch('w', 'suite.number', {});
        expect(await newsOf(page, 'w', 3)).toEqual([...opening, { event: 7 }]);
      });

      inSession('emit each change to each watcher', async ({ page, secondPage }) => {
        const drivers = [page, await secondPage()];
        for (const driver of drivers) {
          await driver.watch('w', 'suite.number', {});
          expect(await newsOf(driver, 'w', 3)).toEqual([...opening, { event: 0 }]);
        }
        for (const to of [1, 2, 3]) await ask(page, 'suite.setNumber', { to });
        for (const driver of drivers) {
          expect(await newsOf(driver, 'w', 3)).toEqual([{ event: 1 }, { event: 2 }, { event: 3 }]);
        }
      });

      inSession('keep the order of many events', async ({ page }) => {
        await page.watch('w', 'suite.burst', { length: 500 });
        const events = Array.from({ length: 500 }, (_, event) => ({ event }));
        expect(await newsOf(page, 'w', 502)).toEqual([...opening, ...events]);
      });

      inSession('end in the worker when the page aborts', async ({ page }) => {
        await page.watch('w', 'suite.number', {});
        await ask(page, 'suite.awaitWatchers', { count: 1 });
        await page.stopWatch('w');
        expect(await ask(page, 'suite.awaitWatchers', { count: 0 })).toMatchObject({ ok: true });
      });

      inSession('reconnect after the worker died', async ({ page, stopWorker }) => {
        await page.watch('w', 'suite.number', {});
        await newsOf(page, 'w', 3);
        await stopWorker();
        expect(await newsOf(page, 'w', 3)).toEqual([
          { status: 'reconnecting' },
          { status: 'connected' },
          { event: 0 },
        ]);
        await ask(page, 'suite.setNumber', { to: 5 });
        expect(await page.nextNews('w')).toEqual({ event: 5 });
      });

      for (const [how, code] of [
        ['listed', 'SUITE_FAILED'],
        ['unlisted', 'INTERNAL'],
        ['lie', 'INVALID_OUTPUT'],
      ]) {
        inSession(`report a failure that is ${how}, and retry`, async ({ page }) => {
          await page.watch('w', 'suite.failingStream', { how: how as string });
          const error = { code, retryable: how === 'listed' };
          expect(await newsOf(page, 'w', 4)).toEqual([
            { status: 'connecting' },
            { status: 'reconnecting' },
            { error },
            { error },
          ]);
        });
      }

      inSession('are checked before they are opened', async ({ page }) => {
        await page.watch('w', 'suite.burst', { length: 'many' });
        expect(await page.nextNews('w')).toMatchObject({ error: { code: 'INVALID_INPUT' } });
      });

      for (const [what, message, code] of [
        ['an unknown route', request('suite.nothing', {}), 'UNKNOWN_ROUTE'],
        ['a prototype’s key', request('__proto__', {}), 'UNKNOWN_ROUTE'],
        ['an input that does not fit', request('suite.burst', {}), 'INVALID_INPUT'],
        ['something else', 'hello', 'BAD_ENVELOPE'],
      ] as const) {
        inSession(`do not open for ${what}`, async ({ page }) => {
          expect(await page.openRaw(message)).toMatchObject([failure(code)]);
        });
      }
    });
  }
}
