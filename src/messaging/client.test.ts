import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import * as z from 'zod/mini';
import { createClient } from './client';
import { defineContract } from './contract';
import { MessagingError } from './errors';
import type { RuntimeLike } from './runtime';
import { extensionPage } from './sender';

const base = {
  input: z.strictObject({ n: z.optional(z.int()) }),
  output: z.strictObject({ n: z.int() }),
  allow: [extensionPage],
  deadlineMs: 1_000,
} as const;
const contract = defineContract(
  {
    'client.again': { ...base, idempotent: true },
    'client.once': { ...base, idempotent: false },
    'client.watch': { input: z.strictObject({}), event: z.int(), allow: [extensionPage] },
  },
  { errors: ['NOPE'] },
);
const NO_RECEIVER = 'Could not establish connection. Receiving end does not exist.';
const STOPPED =
  'A listener indicated an asynchronous response by returning true, but the message channel closed before a response was received';

type Sent = { v: number; id: string; route?: string; input?: unknown; abort?: boolean };

/** A client on a runtime that gives these answers, one after the other. */
function setUp(...answers: (() => unknown)[]) {
  const sent: Sent[] = [];
  const runtime = {
    id: 'abcdefghijklmnopabcdefghijklmnop',
    sendMessage(message: unknown) {
      sent.push(message as Sent);
      return answers.shift()?.() ?? new Promise(() => {});
    },
  } as unknown as RuntimeLike;
  return { client: createClient(contract, { runtime }), sent };
}

const answers = (data: unknown) => async () => ({ ok: true, data });
const rejects = (sentence: string) => () => Promise.reject(new Error(sentence));
const throws = (sentence: string) => () => {
  throw new Error(sentence);
};
/** How the call ended: its output, or the error's code. */
const outcome = (call: Promise<unknown>) =>
  call.catch((error: unknown) => {
    expect(error).toBeInstanceOf(MessagingError);
    return (error as MessagingError).code;
  });

describe('Client.call', () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
    vi.unstubAllGlobals();
  });

  it('sends an envelope and returns the output', async () => {
    const { client, sent } = setUp(answers({ n: 2 }));
    expect(await client.call('client.once', { n: 1 })).toEqual({ n: 2 });
    expect(sent).toEqual([
      { v: 1, id: expect.stringMatching(/^[\da-f-]{36}$/), route: 'client.once', input: { n: 1 } },
    ]);
  });

  it.each([
    ['nobody listening', rejects(NO_RECEIVER), 'NO_RECEIVER'],
    ['a worker that died', rejects(STOPPED), 'WORKER_STOPPED'],
    ['listeners that do not answer', async () => undefined, 'NO_RECEIVER'],
  ])('retries an idempotent route once after %s', async (_what, failure, code) => {
    const first = setUp(failure, answers({ n: 1 }));
    expect(await outcome(first.client.call('client.again', {}))).toEqual({ n: 1 });
    expect(first.sent).toHaveLength(2);
    expect(first.sent[0]?.id).not.toBe(first.sent[1]?.id);

    const second = setUp(failure, failure, answers({ n: 1 }));
    expect(await outcome(second.client.call('client.again', {}))).toBe(code);
    expect(second.sent).toHaveLength(2);
  });

  it.each([
    ['nobody listening', rejects(NO_RECEIVER), 'NO_RECEIVER'],
    ['a worker that died', rejects(STOPPED), 'WORKER_STOPPED'],
    ['listeners that do not answer', async () => undefined, 'NO_RECEIVER'],
  ])('never retries another route after %s', async (_what, failure, code) => {
    const { client, sent } = setUp(failure, answers({ n: 1 }));
    expect(await outcome(client.call('client.once', {}))).toBe(code);
    expect(sent).toHaveLength(1);
  });

  it.each([
    ['an orphaned page', throws('Extension context invalidated.'), 'CONTEXT_INVALIDATED'],
    ['a failure of another kind', rejects('Whatever.'), 'BAD_RESPONSE'],
    [
      'a message too long',
      rejects('Message exceeded maximum allowed size of 64MiB.'),
      'INVALID_INPUT',
    ],
    ['an error it was answered', async () => ({ ok: false, error: wire('NOPE') }), 'NOPE'],
    ['a retryable answer', async () => ({ ok: false, error: wire('INTERNAL', true) }), 'INTERNAL'],
  ])('does not retry after %s', async (_what, failure, code) => {
    const { client, sent } = setUp(failure, answers({ n: 1 }));
    expect(await outcome(client.call('client.again', {}))).toBe(code);
    expect(sent).toHaveLength(1);
  });

  it.each([
    null,
    'yes',
    {},
    { ok: true },
    { ok: true, data: { n: '1' } },
    { ok: true, data: { n: 1, extra: 1 } },
    { ok: true, data: { n: 1 }, extra: 1 },
    { ok: false },
    { ok: false, error: {} },
    { ok: false, error: { code: 'NOPE', message: 'x' } },
    { ok: false, error: wire('UNHEARD_OF') },
    { ok: false, error: wire('toString') },
    { ok: false, error: wire('WORKER_STOPPED') },
  ])('rejects %j as BAD_RESPONSE', async (response) => {
    const { client } = setUp(async () => response);
    expect(await outcome(client.call('client.once', {}))).toBe('BAD_RESPONSE');
  });

  it('times out a second after the route’s own deadline', async () => {
    const { client, sent } = setUp();
    const call = outcome(client.call('client.once', {}));
    await vi.advanceTimersByTimeAsync(1_999);
    expect(sent).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(1);
    expect(await call).toBe('TIMEOUT');
    expect(sent[1]).toEqual({ v: 1, id: sent[0]?.id, abort: true });
  });

  it('times out at the deadline of the caller', async () => {
    const { client } = setUp();
    const call = outcome(client.call('client.once', {}, { deadlineMs: 10 }));
    await vi.advanceTimersByTimeAsync(10);
    expect(await call).toBe('TIMEOUT');
  });

  it('has one deadline for both attempts', async () => {
    const dies = () =>
      new Promise((_resolve, reject) => setTimeout(() => reject(new Error(STOPPED)), 1_500));
    const { client, sent } = setUp(dies);
    const call = outcome(client.call('client.again', {}));
    await vi.advanceTimersByTimeAsync(2_000);
    expect(await call).toBe('TIMEOUT');
    expect(sent.map(({ abort }) => abort)).toEqual([undefined, undefined, true]);
  });

  it('sends an abort message when the call is aborted', async () => {
    const { client, sent } = setUp();
    const controller = new AbortController();
    const call = client.call('client.again', {}, { signal: controller.signal });
    controller.abort('enough');
    await expect(call).rejects.toMatchObject({
      code: 'ABORTED',
      retryable: false,
      cause: 'enough',
    });
    expect(sent[1]).toEqual({ v: 1, id: sent[0]?.id, abort: true });
  });

  it('sends nothing for a signal that is aborted already', async () => {
    const { client, sent } = setUp(answers({ n: 1 }));
    const signal = AbortSignal.abort();
    expect(await outcome(client.call('client.once', {}, { signal }))).toBe('ABORTED');
    expect(sent).toEqual([]);
  });

  it('survives an abort message that cannot be sent', async () => {
    const { client } = setUp(() => new Promise(() => {}), throws('Extension context invalidated.'));
    const controller = new AbortController();
    const call = outcome(client.call('client.once', {}, { signal: controller.signal }));
    controller.abort();
    expect(await call).toBe('ABORTED');
  });

  it('does not retry an aborted call', async () => {
    const dies = () =>
      new Promise((_resolve, reject) => setTimeout(() => reject(new Error(STOPPED)), 500));
    const { client, sent } = setUp(dies, async () => ({ ok: true, data: null }));
    const controller = new AbortController();
    const call = outcome(client.call('client.again', {}, { signal: controller.signal }));
    controller.abort();
    expect(await call).toBe('ABORTED');
    await vi.advanceTimersByTimeAsync(500);
    expect(sent.map(({ abort }) => abort)).toEqual([undefined, true]);
  });

  it('times out although the extension was reloaded since', async () => {
    const sendMessage = vi.fn(() => new Promise(() => {}));
    vi.stubGlobal('chrome', { runtime: { id: 'x', sendMessage } });
    const call = outcome(createClient(contract).call('client.once', {}));
    vi.stubGlobal('chrome', { runtime: { id: undefined, sendMessage } });
    await vi.advanceTimersByTimeAsync(2_000);
    expect(await call).toBe('TIMEOUT');
    expect(sendMessage).toHaveBeenCalledOnce();
  });

  it('leaves no timer and no listener behind', async () => {
    const { signal } = new AbortController();
    const add = vi.spyOn(signal, 'addEventListener');
    const remove = vi.spyOn(signal, 'removeEventListener');
    for (const answer of [answers({ n: 1 }), rejects('Whatever.')]) {
      await outcome(setUp(answer).client.call('client.once', {}, { signal }));
    }
    const late = outcome(setUp().client.call('client.once', {}, { signal }));
    await vi.advanceTimersByTimeAsync(2_000);
    expect(await late).toBe('TIMEOUT');
    expect(vi.getTimerCount()).toBe(0);
    expect(remove.mock.calls.map(([, listener]) => listener)).toEqual(
      add.mock.calls.map(([, listener]) => listener),
    );
  });

  it.each(['client.nothing', 'toString', '__proto__', 'client.watch'])(
    'does not call "%s"',
    async (route) => {
      const { client, sent } = setUp(answers({ n: 1 }));
      expect(await outcome(client.call(route as 'client.once', {}))).toBe('UNKNOWN_ROUTE');
      expect(sent).toEqual([]);
    },
  );

  it('does not send an input that does not fit', async () => {
    const { client, sent } = setUp(answers({ n: 1 }));
    const call = client.call('client.once', { n: 'secret' as never });
    await expect(call).rejects.toMatchObject({
      code: 'INVALID_INPUT',
      details: { issues: [{ path: 'n', code: 'invalid_type' }] },
    });
    expect(sent).toEqual([]);
  });

  it('looks chrome.runtime up at each call', async () => {
    const client = createClient(contract);
    expect(await outcome(client.call('client.once', {}))).toBe('CONTEXT_INVALIDATED');
    const sendMessage = vi.fn(answers({ n: 3 }));
    vi.stubGlobal('chrome', { runtime: { id: 'x', sendMessage } });
    expect(await outcome(client.call('client.once', {}))).toEqual({ n: 3 });
    vi.stubGlobal('chrome', { runtime: { id: undefined, sendMessage } });
    expect(await outcome(client.call('client.once', {}))).toBe('CONTEXT_INVALIDATED');
  });
});

function wire(code: string, retryable = false) {
  return { code, message: 'x', retryable };
}
