import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import * as z from 'zod/mini';
import { createClient } from '../client';
import { defineContract } from '../contract';
import type { MessagingError } from '../errors';
import { RouteError } from '../errors';
import { createRouter } from '../router';
import type { PortLike, RuntimeLike } from '../runtime';
import { extensionPage } from '../sender';
import { createFakeExtension } from '../testing/fake-runtime';
import { EXTENSION_ID, framedSender, PAGES, tabSender } from '../testing/senders';
import type { StreamContext } from './handlers';
import { backoffMs } from './watch-stream';

const contract = defineContract(
  {
    'watch.number': { input: z.strictObject({}), event: z.int(), allow: [extensionPage] },
    'watch.call': {
      input: z.strictObject({}),
      output: z.strictObject({}),
      allow: [extensionPage],
      idempotent: true,
      deadlineMs: 1_000,
    },
  },
  { errors: ['NOPE'] },
);
const routeError = RouteError.of(contract);

/** A watching page and a worker whose stream the test serves. */
function setUp(serve = ({ emit }: StreamContext<number>) => emit(1), sender = tabSender()) {
  const contexts: StreamContext<number>[] = [];
  const extension = createFakeExtension(EXTENSION_ID);
  const options = { extensionId: EXTENSION_ID, pages: PAGES };
  const install = () =>
    extension.installWorker((runtime) => {
      const handlers = {
        'watch.number': (_input: unknown, context: StreamContext<number>) => {
          contexts.push(context);
          serve(context);
        },
        'watch.call': () => ({}),
      };
      createRouter(contract, handlers, options).listen(runtime);
    });
  install();
  const page = extension.open(sender);
  const client = createClient(contract, { runtime: page.runtime });
  const news: unknown[] = [];
  const controller = new AbortController();
  const watch = (signal = controller.signal) =>
    client.watch('watch.number', {}, (event) => news.push(event), {
      signal,
      onStatus: (status) => news.push(status),
      onError: ({ code }) => news.push(code),
    });
  return { extension, install, page, client, contexts, news, watch, controller };
}

/** A client on ports whose events the test makes, as no browser would. */
function stubbed() {
  const postMessage = vi.fn();
  const ports: { disconnect: () => void; heard: ((message?: unknown) => void)[] }[] = [];
  const connect = vi.fn(() => {
    const heard: ((message?: unknown) => void)[] = [];
    const event = { addListener: (listener: () => void) => void heard.push(listener) };
    const port = { postMessage, disconnect: vi.fn(), onMessage: event, onDisconnect: event };
    ports.push({ disconnect: port.disconnect, heard });
    return port as unknown as PortLike;
  });
  const runtime = { id: EXTENSION_ID, connect } as unknown as RuntimeLike;
  const { signal } = new AbortController();
  return { client: createClient(contract, { runtime }), ports, postMessage, connect, signal };
}

/** Lets everything happen that needs no timer. */
const settle = () => vi.advanceTimersByTimeAsync(0);

describe('Client.watch', () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
    vi.unstubAllGlobals();
  });

  it('reports the first value at once, and the status', async () => {
    const { news, watch } = setUp();
    watch();
    expect(news).toEqual(['connecting']);
    await settle();
    expect(news).toEqual(['connecting', 'connected', 1]);
  });

  it('reconnects within 100 ms after the worker died', async () => {
    const { extension, news, watch } = setUp();
    watch();
    await settle();
    extension.stopWorker();
    await settle();
    expect(news.splice(0)).toEqual(['connecting', 'connected', 1, 'reconnecting']);
    await vi.advanceTimersByTimeAsync(100);
    expect(news).toEqual(['connected', 1]);
    expect(extension.workerStarts).toBe(2);
  });

  it('waits longer each time, up to ten seconds, and starts over after a success', async () => {
    const attempts: number[] = [];
    let failing = true;
    const { extension, watch, news } = setUp(({ emit }) => {
      attempts.push(Date.now());
      if (failing) throw routeError('NOPE', 'Not yet.', { retryable: true });
      emit(1);
    });
    vi.spyOn(Math, 'random').mockReturnValue(0.5);
    watch();
    await vi.advanceTimersByTimeAsync(120_000);
    const waits = attempts.slice(1).map((at, index) => at - (attempts[index] ?? 0));
    expect(waits.slice(0, 9)).toEqual([75, 150, 300, 600, 1_200, 2_400, 4_800, 7_500, 7_500]);
    failing = false;
    await vi.advanceTimersByTimeAsync(20_000);
    expect(news.at(-1)).toBe(1);
    const connected = attempts.length;
    extension.stopWorker();
    await vi.advanceTimersByTimeAsync(75);
    expect(attempts).toHaveLength(connected + 1);
  });

  it('backs off from a worker that dies after each connection', async () => {
    const { extension, contexts, watch } = setUp();
    vi.spyOn(Math, 'random').mockReturnValue(0);
    watch();
    await settle();
    for (const wait of [50, 100, 200, 400]) {
      const before = contexts.length;
      extension.stopWorker();
      await vi.advanceTimersByTimeAsync(wait - 1);
      expect(contexts).toHaveLength(before);
      await vi.advanceTimersByTimeAsync(1);
      expect(contexts).toHaveLength(before + 1);
    }
  });

  it('reports each failure, and one change of status', async () => {
    const { watch, news } = setUp(() => {
      throw routeError('NOPE', 'Not yet.', { retryable: true });
    });
    vi.spyOn(Math, 'random').mockReturnValue(0);
    watch();
    await vi.advanceTimersByTimeAsync(150);
    expect(news).toEqual(['connecting', 'reconnecting', 'NOPE', 'NOPE', 'NOPE']);
  });

  it('waits for a worker that does not listen yet', async () => {
    const { extension, install, news, watch } = setUp();
    extension.installWorker(() => {});
    extension.stopWorker();
    watch();
    await settle();
    expect(news.splice(0)).toEqual(['connecting', 'reconnecting', 'NO_RECEIVER']);
    extension.stopWorker();
    install();
    await vi.advanceTimersByTimeAsync(100);
    expect(news).toEqual(['connected', 1]);
    expect(extension.uncheckedErrors).toEqual([]);
  });

  it('treats an event that does not fit as a failure', async () => {
    const { extension, page, news, watch } = setUp();
    extension.installWorker(() => {});
    extension.stopWorker();
    extension.installWorker((runtime) => {
      runtime.onConnect.addListener((port) => port.postMessage({ ok: true, data: 'one' }));
    });
    watch();
    await settle();
    expect(news).toEqual(['connecting', 'reconnecting', 'BAD_RESPONSE']);
    expect(page.openPorts).toBe(0);
  });

  it('stops when its sender is refused', async () => {
    const { news, watch, page, controller } = setUp(undefined, framedSender());
    const remove = vi.spyOn(controller.signal, 'removeEventListener');
    watch();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(news).toEqual(['connecting', 'FORBIDDEN']);
    expect(page.openPorts).toBe(0);
    expect(vi.getTimerCount()).toBe(0);
    expect(remove).toHaveBeenCalledWith('abort', expect.any(Function));
  });

  it.each(['FORBIDDEN', 'UNKNOWN_ROUTE', 'INVALID_INPUT', 'BAD_ENVELOPE'])(
    'stops after %s',
    async (code) => {
      const { extension, news, watch } = setUp();
      extension.stopWorker();
      extension.installWorker((runtime) => {
        runtime.onConnect.addListener((port) => {
          port.postMessage({ ok: false, error: { code, message: 'x', retryable: true } });
        });
      });
      watch();
      await vi.advanceTimersByTimeAsync(60_000);
      expect(news).toEqual(['connecting', code]);
      expect(vi.getTimerCount()).toBe(0);
    },
  );

  it('ignores messages of a port it has closed', async () => {
    const { client, ports, connect, signal } = stubbed();
    const news: unknown[] = [];
    client.watch('watch.number', {}, (event) => news.push(event), {
      signal,
      onError: ({ code }) => news.push(code),
    });
    const [receive, leave] = ports[0]?.heard ?? [];
    receive?.({ ok: false, error: { code: 'NOPE', message: 'x', retryable: true } });
    receive?.({ ok: true, data: 1 });
    await vi.advanceTimersByTimeAsync(100);
    expect(connect).toHaveBeenCalledTimes(2);
    leave?.();
    expect(ports[1]?.disconnect).not.toHaveBeenCalled();
    expect(news).toEqual(['NOPE']);
    expect(vi.getTimerCount()).toBe(0);
  });

  it('reconnects when a port is closed before the first message', async () => {
    const { client, postMessage, connect, signal } = stubbed();
    postMessage.mockImplementationOnce(() => {
      throw new Error('Attempting to use a disconnected port object');
    });
    client.watch('watch.number', {}, () => {}, { signal });
    await vi.advanceTimersByTimeAsync(100);
    expect(connect).toHaveBeenCalledTimes(2);
    expect(postMessage).toHaveBeenCalledTimes(2);
  });

  it('reports no error after an abort in onStatus', async () => {
    const { client, controller } = setUp(() => {
      throw routeError('NOPE', 'No.', { retryable: true });
    });
    const onError = vi.fn();
    client.watch('watch.number', {}, () => {}, {
      signal: controller.signal,
      onStatus: (status) => {
        if (status === 'reconnecting') controller.abort();
      },
      onError,
    });
    await settle();
    expect(controller.signal.aborted).toBe(true);
    expect(onError).not.toHaveBeenCalled();
  });

  it('stops when the extension was reloaded under the page', async () => {
    const { news, watch, page } = setUp();
    watch();
    await settle();
    page.invalidate();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(news).toEqual(['connecting', 'connected', 1, 'reconnecting', 'CONTEXT_INVALIDATED']);
    expect(vi.getTimerCount()).toBe(0);
  });

  it('reports an input that does not fit, and does not connect', () => {
    const { client, page, news, controller } = setUp();
    client.watch('watch.number', { extra: 1 } as never, (event) => news.push(event), {
      signal: controller.signal,
      onError: (error: MessagingError) => news.push(error.code),
    });
    expect(news).toEqual(['INVALID_INPUT']);
    expect(page.openPorts).toBe(0);
  });

  it.each(['watch.nothing', 'toString', 'watch.call'])('does not watch "%s"', (route) => {
    const { client, page, news, controller } = setUp();
    client.watch(route as 'watch.number', {}, (event) => news.push(event), {
      signal: controller.signal,
      onError: ({ code }) => news.push(code),
    });
    expect(news).toEqual(['UNKNOWN_ROUTE']);
    expect(page.openPorts).toBe(0);
  });

  it('does nothing for a signal that is aborted already', async () => {
    const { watch, news, page } = setUp();
    watch(AbortSignal.abort());
    await settle();
    expect(news).toEqual([]);
    expect(page.openPorts).toBe(0);
  });

  it.each(['connecting', 'connected', 'reconnecting'])(
    'is silent after an abort from its own callback, while %s',
    async (moment) => {
      const { client, extension, page } = setUp();
      const controller = new AbortController();
      const news: unknown[] = [];
      client.watch('watch.number', {}, (event) => news.push(event), {
        signal: controller.signal,
        onStatus: (status) => {
          news.push(status);
          if (status === moment) controller.abort();
        },
        onError: ({ code }) => news.push(code),
      });
      await settle();
      extension.stopWorker();
      await vi.advanceTimersByTimeAsync(60_000);
      expect(news.at(-1)).toBe(moment);
      expect(page.openPorts).toBe(0);
      expect(extension.worker?.openPorts ?? 0).toBe(0);
      expect(vi.getTimerCount()).toBe(0);
    },
  );

  it('delivers no event after an abort', async () => {
    const { watch, news, contexts, controller } = setUp();
    watch();
    await settle();
    contexts[0]?.emit(2);
    controller.abort();
    await settle();
    expect(news).toEqual(['connecting', 'connected', 1]);
    expect(contexts[0]?.signal.aborted).toBe(true);
  });

  describe('in a window', () => {
    const window = new EventTarget();
    const show = (persisted: boolean) =>
      window.dispatchEvent(Object.assign(new Event('pageshow'), { persisted }));

    beforeEach(() => {
      vi.stubGlobal('onpageshow', null);
      vi.stubGlobal('addEventListener', window.addEventListener.bind(window));
      vi.stubGlobal('removeEventListener', window.removeEventListener.bind(window));
    });

    it('reconnects when the page comes back from the back/forward cache', async () => {
      const { watch, page, news, extension, controller } = setUp();
      watch();
      await settle();
      page.freeze();
      await settle();
      page.thaw();
      show(true);
      await settle();
      expect(news).toEqual(['connecting', 'connected', 1, 1]);
      expect(page.openPorts).toBe(1);
      controller.abort();
      show(true);
      await settle();
      expect(page.openPorts).toBe(0);
      expect(extension.uncheckedErrors).toEqual([]);
    });

    it('gives up a port whose closing it was not told of', async () => {
      const { watch, page, contexts, controller } = setUp();
      watch();
      await settle();
      show(true);
      await settle();
      expect(contexts).toHaveLength(2);
      expect(page.openPorts).toBe(1);
      controller.abort();
    });

    it('keeps its port when the page is shown for the first time', async () => {
      const { watch, contexts, controller } = setUp();
      watch();
      show(false);
      await settle();
      expect(contexts).toHaveLength(1);
      controller.abort();
    });
  });

  it('leaks nothing in 1,000 connects, calls and deaths of the worker', async () => {
    const { extension, page, client, contexts, news } = setUp();
    const { signal } = new AbortController();
    const add = vi.spyOn(signal, 'addEventListener');
    const remove = vi.spyOn(signal, 'removeEventListener');
    for (let round = 0; round < 1_000; round += 1) {
      const controller = new AbortController();
      client.watch('watch.number', {}, (event) => news.push(event), { signal: controller.signal });
      await settle();
      if (round % 100 === 0) extension.stopWorker();
      await client.call('watch.call', {}, { signal });
      controller.abort();
      await settle();
    }
    expect(news.length).toBeGreaterThanOrEqual(1_000);
    expect(contexts.length).toBeGreaterThanOrEqual(1_000);
    expect(page.openPorts).toBe(0);
    expect(page.listeners).toBe(0);
    expect(extension.worker?.openPorts).toBe(0);
    expect(extension.worker?.listeners).toBe(2);
    expect(vi.getTimerCount()).toBe(0);
    expect(remove).toHaveBeenCalledTimes(add.mock.calls.length);
    // A handler in a worker that died is not told; all the others were.
    const untold = contexts.filter(({ signal: { aborted } }) => !aborted);
    expect(untold.length).toBeLessThanOrEqual(10);
  });
});

const chance = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });

describe('backoffMs', () => {
  it('stays between 50 ms and 10 s after any number of failures', () => {
    fc.assert(
      fc.property(fc.nat(5_000), chance, (failures, random) => {
        const wait = backoffMs(failures, () => random);
        expect(wait).toBeGreaterThanOrEqual(50);
        expect(wait).toBeLessThanOrEqual(10_000);
      }),
    );
  });

  it('never decreases with another failure', () => {
    fc.assert(
      fc.property(fc.nat(100), chance, (failures, random) => {
        const after = backoffMs(failures + 1, () => random);
        expect(after).toBeGreaterThanOrEqual(backoffMs(failures, () => random));
      }),
    );
  });

  it('doubles at first', () => {
    expect([0, 1, 2, 3].map((failures) => backoffMs(failures, () => 0))).toEqual([
      50, 100, 200, 400,
    ]);
  });
});
