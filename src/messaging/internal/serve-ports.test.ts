import { describe, expect, it, vi } from 'vitest';
import * as z from 'zod/mini';
import { defineContract } from '../contract';
import { RouteError } from '../errors';
import { createRouter } from '../router';
import type { PortLike } from '../runtime';
import { contentScriptOf, extensionPage, grantedSite } from '../sender';
import { createFakeExtension, type FakeContext } from '../testing/fake-runtime';
import {
  contentScriptSender,
  EXTENSION_ID,
  PAGES,
  popupSender,
  SITE,
  tabSender,
} from '../testing/senders';
import type { StreamContext } from './handlers';
import type { LogEntry } from './log';
import { servePorts } from './serve-ports';

const contract = defineContract(
  {
    'streams.watch': {
      input: z.strictObject({}),
      event: z.strictObject({ n: z.int() }),
      allow: [extensionPage],
    },
  },
  { errors: ['NOPE'] },
);
const routeError = RouteError.of(contract);
type Context = StreamContext<{ n: number }>;

function setUp(handler: (context: Context) => void | Promise<void>) {
  const log: LogEntry[] = [];
  const contexts: Context[] = [];
  const extension = createFakeExtension(EXTENSION_ID);
  extension.installWorker((runtime) => {
    createRouter(
      contract,
      {
        'streams.watch': (_input, context) => {
          contexts.push(context);
          return handler(context);
        },
      },
      { extensionId: EXTENSION_ID, pages: PAGES, log: (entry) => void log.push(entry) },
    ).listen(runtime);
  });
  return { extension, contexts, log };
}

function openStream(page: FakeContext) {
  const port = page.runtime.connect({ name: 'messaging/1' });
  const received: unknown[] = [];
  const closed = vi.fn();
  port.onMessage.addListener((message) => received.push(message));
  port.onDisconnect.addListener(closed);
  port.postMessage({ v: 1, id: 'a', route: 'streams.watch', input: {} });
  return { port, received, closed };
}

const event = (n: number, id = 'a') => ({ id, ok: true, data: { n } });
const failure = (code: string) => ({ ok: false, error: expect.objectContaining({ code }) });
const ended = (code: string, id = 'a') => ({ id, ...failure(code) });

// The fake runtime does everything in microtasks, so by the next macrotask all of it has happened.
const settled = () => new Promise((resolve) => setImmediate(resolve));

describe('servePorts', () => {
  it('sends what is emitted at once and later', async () => {
    const { extension, contexts } = setUp(({ emit }) => emit({ n: 1 }));
    const { received } = openStream(extension.open(popupSender()));
    await settled();
    expect(received).toEqual([event(1)]);
    contexts[0]?.emit({ n: 2 });
    await settled();
    expect(received).toEqual([event(1), event(2)]);
  });

  it('stays open after its handler returned or resolved', async () => {
    const { extension, contexts } = setUp(async () => {});
    const { received, closed } = openStream(extension.open(popupSender()));
    await settled();
    expect(contexts).toHaveLength(1);
    contexts[0]?.emit({ n: 1 });
    await settled();
    expect(received).toEqual([event(1)]);
    expect(closed).not.toHaveBeenCalled();
  });

  it.each<[string, (context: Context) => void | Promise<void>, string]>([
    [
      'throws a listed error',
      () => {
        throw routeError('NOPE', 'No.', { retryable: false, cause: new Error('why') });
      },
      'NOPE',
    ],
    ['rejects', () => Promise.reject(new Error('x')), 'INTERNAL'],
    ['emits what does not fit', ({ emit }) => emit({ n: 'one' } as never), 'INVALID_OUTPUT'],
    ['emits an extra key', ({ emit }) => emit({ n: 1, secret: 'x' } as never), 'INVALID_OUTPUT'],
  ])('ends with an error, and logs it, when the handler %s', async (_what, handler, code) => {
    const { extension, contexts, log } = setUp(handler);
    const { received, closed } = openStream(extension.open(popupSender()));
    await settled();
    expect(received).toEqual([ended(code)]);
    expect(contexts[0]?.signal.aborted).toBe(true);
    expect(log).toMatchObject([{ route: 'streams.watch', code }]);
    // The port stays for whatever else it carries.
    expect(closed).not.toHaveBeenCalled();
    expect(extension.worker?.openPorts).toBe(1);
  });

  it('sends nothing after its error', async () => {
    const { extension, contexts } = setUp(({ emit }) => {
      emit({ n: 'one' } as never);
      emit({ n: 2 });
      throw new Error('and then');
    });
    const { received, closed } = openStream(extension.open(popupSender()));
    await settled();
    contexts[0]?.emit({ n: 3 });
    await settled();
    expect(closed).not.toHaveBeenCalled();
    expect(received).toEqual([ended('INVALID_OUTPUT')]);
  });

  it.each<[string, (page: FakeContext, port: PortLike) => void]>([
    ['unsubscribes', (_page, port) => port.disconnect()],
    ['closes', (page) => page.close()],
    ['enters the back/forward cache', (page) => page.freeze()],
  ])('aborts its signal when the page %s', async (_what, leave) => {
    const { extension, contexts } = setUp(({ emit }) => emit({ n: 1 }));
    const page = extension.open(tabSender());
    const { port } = openStream(page);
    await settled();
    expect(contexts).toHaveLength(1);
    leave(page, port);
    await settled();
    expect(contexts[0]?.signal.aborted).toBe(true);
    contexts[0]?.emit({ n: 2 });
    expect(extension.worker?.openPorts).toBe(0);
    expect(extension.uncheckedErrors).toEqual([]);
  });

  it('disconnects when a port turns out to be closed', async () => {
    const { extension, contexts } = setUp(() => {});
    const ports: PortLike[] = [];
    extension.worker?.runtime.onConnect.addListener((port) => void ports.push(port));
    openStream(extension.open(popupSender()));
    await settled();
    expect(contexts).toHaveLength(1);
    const dead = vi.fn(() => {
      throw new Error('Attempting to use a disconnected port object');
    });
    Object.assign(ports[0] as PortLike, { postMessage: dead });
    contexts[0]?.emit({ n: 1 });
    contexts[0]?.emit({ n: 2 });
    expect(contexts[0]?.signal.aborted).toBe(true);
    expect(dead).toHaveBeenCalledOnce();
  });

  it('serves the other pages when one page is gone', async () => {
    const emits = new Set<Context['emit']>();
    const { extension, contexts } = setUp(({ emit }) => {
      emits.add(emit);
    });
    const gone = extension.open(tabSender());
    openStream(gone);
    const { received } = openStream(extension.open(popupSender()));
    await settled();
    expect(contexts).toHaveLength(2);
    gone.close();
    for (const emit of emits) emit({ n: 1 });
    await settled();
    expect(received).toEqual([event(1)]);
  });

  it('carries many streams, and ends one at a time', async () => {
    const { extension, contexts } = setUp(({ emit }) => emit({ n: 1 }));
    const { port, received } = openStream(extension.open(popupSender()));
    port.postMessage({ v: 1, id: 'b', route: 'streams.watch', input: {} });
    await settled();
    expect(received.splice(0)).toEqual([event(1), event(1, 'b')]);
    port.postMessage({ v: 1, id: 'a', abort: true });
    await settled();
    expect(contexts.map(({ signal }) => signal.aborted)).toEqual([true, false]);
    for (const { emit } of contexts) emit({ n: 2 });
    await settled();
    expect(received).toEqual([event(2, 'b')]);
  });

  it.each([
    ['noise', 'noise'],
    ['another version', { v: 2, id: 'b', route: 'streams.watch', input: {} }],
    ['an id that is in use', { v: 1, id: 'a', route: 'streams.watch', input: {} }],
    ['a request that is an abort too', { v: 1, id: 'b', route: 'x', input: {}, abort: true }],
  ])('closes a port on which it hears %s, and aborts all it carries', async (_what, message) => {
    const { extension, contexts } = setUp(() => {});
    const { port, received, closed } = openStream(extension.open(popupSender()));
    port.postMessage(message);
    await settled();
    expect(received).toEqual([failure('BAD_ENVELOPE')]);
    expect(closed).toHaveBeenCalledOnce();
    expect(contexts.map(({ signal }) => signal.aborted)).toEqual([true]);
    expect(extension.worker?.openPorts).toBe(0);
  });

  it('ignores an abort of what it does not carry', async () => {
    const { extension } = setUp(({ emit }) => emit({ n: 1 }));
    const { port, received, closed } = openStream(extension.open(popupSender()));
    port.postMessage({ v: 1, id: 'never', abort: true });
    await settled();
    expect(received).toEqual([event(1)]);
    expect(closed).not.toHaveBeenCalled();
  });

  it('forgets a stream whose page has left', () => {
    const handlers = { calls: new Map(), streams: new Map([['streams.watch', () => {}]]) };
    const options = { extensionId: EXTENSION_ID, pages: PAGES };
    const server = servePorts(contract, handlers, options);
    const page = createFakeExtension(EXTENSION_ID).open(popupSender());
    const leaves: (() => void)[] = [];
    const disconnect = vi.fn();
    const port = {
      ...page.runtime.connect({ name: 'messaging/1' }),
      name: 'messaging/1',
      sender: popupSender(),
      disconnect,
      onDisconnect: { addListener: (leave: () => void) => void leaves.push(leave) },
    } as unknown as PortLike;
    server.onConnect(port, page.runtime);
    for (const leave of leaves) leave();
    server.stop();
    expect(disconnect).not.toHaveBeenCalled();
  });

  it('refuses at once a sender whom no stream admits', async () => {
    const { extension } = setUp(() => {});
    const port = extension.open(contentScriptSender()).runtime.connect({ name: 'messaging/1' });
    const received: unknown[] = [];
    port.onMessage.addListener((message) => received.push(message));
    await new Promise<void>((resolve) => port.onDisconnect.addListener(resolve));
    expect(received).toEqual([failure('FORBIDDEN')]);
    expect(extension.worker?.openPorts).toBe(0);
  });

  it('answers a port of another version', async () => {
    const { extension } = setUp(() => {});
    const port = extension.open(popupSender()).runtime.connect({ name: 'messaging/2' });
    const received: unknown[] = [];
    port.onMessage.addListener((message) => received.push(message));
    port.postMessage({ v: 2, id: 'a', route: 'streams.watch', input: {} });
    await new Promise<void>((resolve) => port.onDisconnect.addListener(resolve));
    expect(received).toEqual([failure('BAD_ENVELOPE')]);
  });
});

describe('servePorts: calls', () => {
  const route = { input: z.strictObject({}), output: z.string(), idempotent: true } as const;
  const calls = defineContract({
    'calls.now': { ...route, allow: [extensionPage], deadlineMs: 1_000 },
    'calls.later': { ...route, allow: [extensionPage], deadlineMs: 1_000 },
    'calls.granted': { ...route, allow: [extensionPage, grantedSite], deadlineMs: 1_000 },
    'calls.watch': {
      input: z.strictObject({}),
      event: z.string(),
      allow: [extensionPage, contentScriptOf(SITE)],
    },
  });

  /** A page's port to a worker; `finish` answers what `calls.later` is waiting for. */
  function setUp(sender: object = popupSender(), isGranted = (_origin: string) => false) {
    const signals: AbortSignal[] = [];
    const finish: ((answer: string) => void)[] = [];
    const extension = createFakeExtension(EXTENSION_ID);
    extension.installWorker((runtime) => {
      createRouter(
        calls,
        {
          'calls.now': () => 'now',
          'calls.later': (_input, { signal }) => {
            signals.push(signal);
            return new Promise((resolve) => finish.push(resolve));
          },
          'calls.granted': () => 'granted',
          'calls.watch': () => {},
        },
        { extensionId: EXTENSION_ID, pages: PAGES, isGranted },
      ).listen(runtime);
    });
    const page = extension.open(sender);
    const port = page.runtime.connect({ name: 'messaging/1' });
    const received: unknown[] = [];
    port.onMessage.addListener((message) => received.push(message));
    const request = (id: string, name: string) =>
      port.postMessage({ v: 1, id, route: name, input: {} });
    return { extension, page, port, received, request, signals, finish };
  }
  const answer = (id: string, data: string) => ({ id, ok: true, data });

  it('answers each by its id, in whatever order', async () => {
    const { received, request, finish } = setUp();
    for (const id of ['1', '2']) request(id, 'calls.later');
    request('3', 'calls.now');
    await settled();
    finish[1]?.('second');
    await settled();
    finish[0]?.('first');
    await settled();
    expect(received).toEqual([answer('3', 'now'), answer('2', 'second'), answer('1', 'first')]);
  });

  it('aborts a call without an answer, and frees its id', async () => {
    const { received, request, port, signals, finish } = setUp();
    request('1', 'calls.later');
    port.postMessage({ v: 1, id: '1', abort: true });
    await settled();
    expect(signals[0]).toMatchObject({ aborted: true, reason: { code: 'ABORTED' } });
    request('1', 'calls.now');
    await settled();
    finish[0]?.('too late');
    await settled();
    expect(received).toEqual([answer('1', 'now')]);
  });

  it('answers the next call of an id whose first call was aborted just before', async () => {
    const { received, request, port, finish } = setUp();
    request('1', 'calls.later');
    port.postMessage({ v: 1, id: '1', abort: true });
    request('1', 'calls.later');
    await settled();
    finish[1]?.('second');
    finish[0]?.('first');
    await settled();
    expect(received).toEqual([answer('1', 'second')]);
  });

  it.each<[string, (page: FakeContext) => void]>([
    ['closes', (page) => page.close()],
    ['enters the back/forward cache', (page) => page.freeze()],
  ])('aborts the calls of a page that %s, and no other’s', async (_what, leave) => {
    const { extension, page, request, signals } = setUp();
    const other = extension.open(popupSender()).runtime.connect({ name: 'messaging/1' });
    other.postMessage({ v: 1, id: '1', route: 'calls.later', input: {} });
    await settled();
    request('1', 'calls.later');
    await settled();
    leave(page);
    await settled();
    expect(signals.map(({ aborted }) => aborted)).toEqual([false, true]);
  });

  it('asks for each call whether its sender is granted, who is classified once', async () => {
    const verdicts = [true, false, true];
    const isGranted = vi.fn((_origin: string) => verdicts.shift() ?? false);
    const { received, request } = setUp(contentScriptSender(), isGranted);
    for (const id of ['1', '2', '3']) request(id, 'calls.granted');
    request('4', 'calls.now');
    await settled();
    expect(isGranted.mock.calls).toEqual([[SITE], [SITE], [SITE]]);
    expect(received).toEqual([
      answer('1', 'granted'),
      ended('FORBIDDEN', '2'),
      answer('3', 'granted'),
      ended('FORBIDDEN', '4'),
    ]);
  });

  it('answers INTERNAL when Chrome does not carry an answer, and keeps the port', async () => {
    const { extension, port, request, received, finish } = setUp();
    const worker: PortLike[] = [];
    extension.worker?.runtime.onConnect.addListener((one) => void worker.push(one));
    request('1', 'calls.later');
    await settled();
    const send = worker[0]?.postMessage.bind(worker[0]);
    Object.assign(worker[0] as PortLike, {
      postMessage: vi.fn(send).mockImplementationOnce(() => {
        throw new Error('Message exceeded maximum allowed size of 64MiB.');
      }),
    });
    finish[0]?.('much');
    await settled();
    port.postMessage({ v: 1, id: '2', route: 'calls.now', input: {} });
    await settled();
    expect(received).toEqual([ended('INTERNAL', '1'), answer('2', 'now')]);
  });
});
