import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import * as z from 'zod/mini';
import { defineContract } from '../contract';
import { RouteError } from '../errors';
import { extensionPage } from '../sender';
import {
  contentScriptSender,
  EXTENSION_ID,
  framedSender,
  PAGES,
  popupSender,
  tabSender,
} from '../testing/senders';
import type { AnyCallHandler } from './handlers';
import type { LogEntry } from './log';
import { serveMessages } from './serve-messages';

const contract = defineContract(
  {
    'calls.do': {
      input: z.json(),
      output: z.string(),
      allow: [extensionPage],
      idempotent: false,
      deadlineMs: 1_000,
    },
  },
  { errors: ['NOPE'] },
);
const routeError = RouteError.of(contract);
const SECRET = `eyJ${'h'.repeat(20)}.${'p'.repeat(60)}.${'s'.repeat(60)}`;

function setUp(handler: AnyCallHandler) {
  const log: LogEntry[] = [];
  const handlers = new Map([['calls.do', handler]]);
  const options = { extensionId: EXTENSION_ID, pages: PAGES };
  const server = serveMessages(contract, handlers, {
    ...options,
    log: (entry) => void log.push(entry),
  });
  const sender = popupSender();
  /** All that was ever answered to one message; it grows if an answer comes late. */
  const send = (id: string, input: unknown = null, from: object = sender) => {
    const responses: unknown[] = [];
    const message = { v: 1, id, route: 'calls.do', input };
    const claimed = server.onMessage(message, from, (response) => void responses.push(response));
    expect(claimed).toBe(true);
    return responses;
  };
  const abort = (id: string) => server.onMessage({ v: 1, id, abort: true }, sender, () => {});
  return { ...server, send, abort, log };
}

const failed = (code: string) => [
  expect.objectContaining({ error: expect.objectContaining({ code }) }),
];
function revoked(): object {
  const { proxy, revoke } = Proxy.revocable({}, {});
  revoke();
  return proxy;
}

const settle = () => vi.advanceTimersByTimeAsync(0);

describe('serveMessages', () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it('answers at the deadline, not before, and not again when the handler is late', async () => {
    let finish = (_text: string) => {};
    const { send } = setUp(() => new Promise<string>((resolve) => (finish = resolve)));
    const responses = send('a');
    await vi.advanceTimersByTimeAsync(999);
    expect(responses).toEqual([]);
    await vi.advanceTimersByTimeAsync(1);
    expect(responses).toEqual(failed('DEADLINE_EXCEEDED'));
    finish('late');
    await settle();
    expect(responses).toHaveLength(1);
  });

  it('starts no timer for a synchronous answer', async () => {
    const { send } = setUp(() => {
      expect(vi.getTimerCount()).toBe(0);
      return 'at once';
    });
    const responses = send('a');
    expect(vi.getTimerCount()).toBe(0);
    await settle();
    expect(responses).toEqual([{ ok: true, data: 'at once' }]);
  });

  it('ignores a handler that fails late', async () => {
    let fail = (_reason: Error) => {};
    const { send, log } = setUp(() => new Promise((_resolve, reject) => (fail = reject)));
    const responses = send('a');
    await vi.advanceTimersByTimeAsync(1_000);
    fail(new Error('late'));
    await settle();
    expect(responses).toEqual(failed('DEADLINE_EXCEEDED'));
    expect(log).toEqual([]);
  });

  it('aborts the handler’s signal with a reason', async () => {
    const reasons: unknown[] = [];
    const { send, abort } = setUp((_input, { signal }) => {
      signal.addEventListener('abort', () => reasons.push(signal.reason));
      return new Promise(() => {});
    });
    const taken = send('a');
    abort('a');
    const late = send('b');
    await vi.advanceTimersByTimeAsync(1_000);
    expect([...taken, ...late]).toEqual([...failed('ABORTED'), ...failed('DEADLINE_EXCEEDED')]);
    expect(reasons).toMatchObject([{ code: 'ABORTED' }, { code: 'DEADLINE_EXCEEDED' }]);
  });

  it('answers ABORTED when the handler passes its signal’s reason on', async () => {
    const { send, abort, log } = setUp(async (_input, { signal }) => {
      await new Promise((_resolve, reject) => {
        signal.addEventListener('abort', () => reject(signal.reason));
      });
    });
    const responses = send('a');
    abort('a');
    await settle();
    expect(responses).toEqual(failed('ABORTED'));
    expect(log).toEqual([]);
  });

  it('leaves no timer behind', async () => {
    const { send } = setUp(() => 'done');
    send('a');
    await settle();
    expect(vi.getTimerCount()).toBe(0);
  });

  it('frees an id for the next call', async () => {
    const { send } = setUp(() => 'done');
    expect([send('a')]).toEqual([[]]);
    await settle();
    const again = send('a');
    await settle();
    expect(again).toEqual([{ ok: true, data: 'done' }]);
  });

  it('lets two documents use one id', async () => {
    const { send } = setUp(() => new Promise(() => {}));
    const first = send('a');
    const second = send('a', null, tabSender());
    await vi.advanceTimersByTimeAsync(1_000);
    expect([...first, ...second]).toEqual([
      ...failed('DEADLINE_EXCEEDED'),
      ...failed('DEADLINE_EXCEEDED'),
    ]);
  });

  it('does not read a hostile sender’s input', async () => {
    const handler = vi.fn();
    const { send } = setUp(handler);
    const input = new Proxy({}, { ownKeys: () => expect.unreachable('The input was read.') });
    const responses = send('a', input, framedSender());
    await settle();
    expect(responses).toEqual(failed('FORBIDDEN'));
    expect(handler).not.toHaveBeenCalled();
  });

  it('applies no rule to a refused sender', async () => {
    const anyone = { name: 'anyone', admits: () => true };
    const route = { input: z.null(), output: z.string(), idempotent: false, deadlineMs: 1_000 };
    const open = defineContract({ 'calls.open': { ...route, allow: [anyone] } });
    const handlers = new Map([['calls.open', () => 'done']]);
    const server = serveMessages(open, handlers, { extensionId: EXTENSION_ID, pages: PAGES });
    const respond = vi.fn();
    const message = { v: 1, id: 'a', route: 'calls.open', input: null };
    server.onMessage(message, framedSender(), respond);
    server.onMessage(message, contentScriptSender(), respond);
    await settle();
    expect(respond.mock.calls).toEqual([failed('FORBIDDEN'), [{ ok: true, data: 'done' }]]);
  });

  it('refuses an input too deep to be walked', async () => {
    const handler = vi.fn();
    const { send } = setUp(handler);
    let deep: unknown = null;
    for (let level = 0; level < 100_000; level += 1) deep = [deep];
    const responses = send('a', deep);
    await settle();
    expect(responses).toEqual(failed('INVALID_INPUT'));
    expect(handler).not.toHaveBeenCalled();
  });

  it('logs, redacted, what the caller is not told', async () => {
    const cause = new Error(`GET /v1/client?__clerk_db_jwt=${SECRET}`);
    const { send, log } = setUp(() => {
      throw new Error(`Refused: ${SECRET}`, { cause });
    });
    const responses = send('a');
    await settle();
    expect(responses).toEqual(failed('INTERNAL'));
    expect(log).toMatchObject([
      { route: 'calls.do', code: 'INTERNAL', cause: { name: 'Error', cause: { name: 'Error' } } },
    ]);
    for (const part of SECRET.split('.')) {
      expect(JSON.stringify([responses, log])).not.toContain(part);
    }
  });

  it('logs where an output does not fit, without its value', async () => {
    const { send, log } = setUp(() => ({ token: SECRET }));
    send('a');
    await settle();
    expect(log).toEqual([
      {
        route: 'calls.do',
        code: 'INVALID_OUTPUT',
        issues: [{ path: '', code: 'invalid_type' }],
      },
    ]);
  });

  it('logs no refusal, of which a hostile page can make as many as it likes', async () => {
    const { send, log } = setUp(() => {
      throw routeError('NOPE', 'No.', { retryable: false });
    });
    const responses = send('a');
    await settle();
    expect(responses).toEqual(failed('NOPE'));
    expect(log).toEqual([]);
  });

  it('logs a code that the contract does not list, though nothing caused it', async () => {
    const { send, log } = setUp(() => {
      throw RouteError.of({ errors: new Set(['UNHEARD_OF']) })('UNHEARD_OF', 'No.', {
        retryable: false,
      });
    });
    send('a');
    await settle();
    expect(log).toMatchObject([{ code: 'INTERNAL', cause: { name: 'RouteError' } }]);
  });

  it('logs the cause of a listed error, which the caller is not told', async () => {
    const { send, log } = setUp(() => {
      throw routeError('NOPE', 'No.', {
        retryable: false,
        cause: new Error('the real reason'),
      });
    });
    const responses = send('a');
    await settle();
    expect(JSON.stringify(responses)).not.toContain('the real reason');
    expect(log).toMatchObject([{ code: 'NOPE', cause: { cause: { message: 'the real reason' } } }]);
  });

  it('leaves out details that are not JSON', async () => {
    const details = { amount: 1n } as never;
    const { send } = setUp(() => {
      throw routeError('NOPE', 'No.', { retryable: false, details });
    });
    const responses = send('a');
    await settle();
    expect(responses).toMatchObject([{ error: { code: 'NOPE', details: {} } }]);
  });

  it.each([
    ['a string', 'x'],
    ['nothing', undefined],
    ['a revoked proxy', revoked()],
  ])('answers INTERNAL when %s is thrown', async (_what, thrown) => {
    const { send } = setUp(() => {
      throw thrown;
    });
    const responses = send('a');
    await settle();
    expect(responses).toEqual(failed('INTERNAL'));
  });

  it('refuses when a rule throws', async () => {
    const broken = { name: 'broken', admits: () => expect.fail('broken') };
    const route = { input: z.null(), output: z.string(), idempotent: false, deadlineMs: 1_000 };
    const contract = defineContract({ 'calls.broken': { ...route, allow: [broken] } });
    const handler = vi.fn();
    const options = { extensionId: EXTENSION_ID, pages: PAGES };
    const server = serveMessages(contract, new Map([['calls.broken', handler]]), options);
    const respond = vi.fn();
    const message = { v: 1, id: 'a', route: 'calls.broken', input: null };
    server.onMessage(message, popupSender(), respond);
    await settle();
    expect(respond.mock.calls).toEqual([failed('FORBIDDEN')]);
    expect(handler).not.toHaveBeenCalled();
  });

  it('answers although the log throws', async () => {
    const server = serveMessages(contract, new Map([['calls.do', () => expect.fail('x')]]), {
      extensionId: EXTENSION_ID,
      pages: PAGES,
      log() {
        throw new Error('full');
      },
    });
    const respond = vi.fn();
    server.onMessage({ v: 1, id: 'a', route: 'calls.do', input: null }, popupSender(), respond);
    await settle();
    expect(respond.mock.calls).toEqual([failed('INTERNAL')]);
  });

  it('answers INTERNAL when the browser does not take the answer', async () => {
    const { onMessage } = setUp(() => 'too long for the browser');
    const respond = vi.fn().mockImplementationOnce(() => {
      throw new Error('Message exceeded maximum allowed size of 64MiB.');
    });
    onMessage({ v: 1, id: 'a', route: 'calls.do', input: null }, popupSender(), respond);
    await settle();
    expect(respond.mock.calls[1]).toEqual(failed('INTERNAL'));
  });

  it('survives a page that is gone when it is answered', async () => {
    const { onMessage, send } = setUp(() => 'done');
    const respond = vi.fn(() => {
      throw new Error('Attempting to use a disconnected port object');
    });
    onMessage({ v: 1, id: 'a', route: 'calls.do', input: null }, popupSender(), respond);
    const next = send('b');
    await settle();
    expect(next).toEqual([{ ok: true, data: 'done' }]);
  });

  it('answers an abort for a call it does not know', async () => {
    const { onMessage } = setUp(() => 'done');
    const respond = vi.fn();
    expect(onMessage({ v: 1, id: 'never', abort: true }, popupSender(), respond)).toBe(true);
    await settle();
    expect(respond.mock.calls).toEqual([[{ ok: true, data: null }]]);
  });

  it('refuses an abort from a hostile sender, and a malformed one', async () => {
    const { onMessage } = setUp(() => 'done');
    const respond = vi.fn();
    onMessage({ v: 1, id: 'a', abort: true }, framedSender(), respond);
    onMessage({ v: 1, id: 'a', abort: 'yes' }, popupSender(), respond);
    await settle();
    expect(respond.mock.calls).toEqual([failed('FORBIDDEN'), failed('BAD_ENVELOPE')]);
  });
});
