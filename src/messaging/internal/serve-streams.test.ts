import { describe, expect, it, vi } from 'vitest';
import * as z from 'zod/mini';
import { defineContract } from '../contract';
import { RouteError } from '../errors';
import { createRouter } from '../router';
import type { PortLike } from '../runtime';
import { extensionPage } from '../sender';
import { createFakeExtension, type FakeContext } from '../testing/fake-runtime';
import {
  contentScriptSender,
  EXTENSION_ID,
  PAGES,
  popupSender,
  tabSender,
} from '../testing/senders';
import type { StreamContext } from './handlers';
import type { LogEntry } from './log';
import { serveStreams } from './serve-streams';

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

const event = (n: number) => ({ ok: true, data: { n } });
const ended = (code: string) => ({ ok: false, error: expect.objectContaining({ code }) });

// The fake runtime does everything in microtasks, so by the next macrotask all of it has happened.
const settled = () => new Promise((resolve) => setImmediate(resolve));

describe('serveStreams', () => {
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
    expect(closed).toHaveBeenCalledOnce();
    expect(received).toEqual([ended(code)]);
    expect(contexts[0]?.signal.aborted).toBe(true);
    expect(log).toMatchObject([{ route: 'streams.watch', code }]);
    expect(extension.worker?.openPorts).toBe(0);
  });

  it('says nothing more once it has ended', async () => {
    const { extension, contexts } = setUp(({ emit }) => {
      emit({ n: 'one' } as never);
      emit({ n: 2 });
      throw new Error('and then');
    });
    const { received, closed } = openStream(extension.open(popupSender()));
    await settled();
    expect(closed).toHaveBeenCalledOnce();
    contexts[0]?.emit({ n: 3 });
    await settled();
    expect(extension.worker?.openPorts).toBe(0);
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

  it('hangs up when a port turns out to be dead', async () => {
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

  it('does not let one page’s trouble reach another', async () => {
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

  it('opens once for a port, whatever else is said on it', async () => {
    const { extension, contexts } = setUp(({ emit }) => emit({ n: 1 }));
    const { port, received } = openStream(extension.open(popupSender()));
    port.postMessage({ v: 1, id: 'b', route: 'streams.watch', input: {} });
    port.postMessage('noise');
    await settled();
    expect(received).toHaveLength(1);
    contexts[0]?.emit({ n: 2 });
    await settled();
    expect(received).toEqual([event(1), event(2)]);
    expect(contexts).toHaveLength(1);
  });

  it('forgets a stream whose page has left', () => {
    const handlers = new Map([['streams.watch', () => {}]]);
    const options = { extensionId: EXTENSION_ID, pages: PAGES };
    const server = serveStreams(contract, handlers, options);
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

  it('does not wait for those whom no stream admits', async () => {
    const { extension } = setUp(() => {});
    const port = extension.open(contentScriptSender()).runtime.connect({ name: 'messaging/1' });
    const received: unknown[] = [];
    port.onMessage.addListener((message) => received.push(message));
    await new Promise<void>((resolve) => port.onDisconnect.addListener(resolve));
    expect(received).toEqual([ended('FORBIDDEN')]);
    expect(extension.worker?.openPorts).toBe(0);
  });

  it('answers a stream of another version', async () => {
    const { extension } = setUp(() => {});
    const port = extension.open(popupSender()).runtime.connect({ name: 'messaging/2' });
    const received: unknown[] = [];
    port.onMessage.addListener((message) => received.push(message));
    port.postMessage({ v: 2, id: 'a', route: 'streams.watch', input: {} });
    await new Promise<void>((resolve) => port.onDisconnect.addListener(resolve));
    expect(received).toEqual([ended('BAD_ENVELOPE')]);
  });
});
