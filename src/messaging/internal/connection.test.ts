import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import * as z from 'zod/mini';
import { createClient, type Transport } from '../client';
import { defineContract } from '../contract';
import { createRouter } from '../router';
import type { PortLike, RuntimeLike } from '../runtime';
import { extensionPage } from '../sender';
import { createFakeExtension } from '../testing/fake-runtime';
import { EXTENSION_ID, framedSender, PAGES, tabSender } from '../testing/senders';

const call = { allow: [extensionPage], deadlineMs: 60_000 } as const;
const contract = defineContract({
  'line.echo': { ...call, input: z.int(), output: z.int(), idempotent: true },
  'line.once': { ...call, input: z.int(), output: z.int(), idempotent: false },
  'line.hold': { ...call, input: z.int(), output: z.int(), idempotent: true },
  'line.watch': { input: z.strictObject({}), event: z.int(), allow: [extensionPage] },
});

/** A page with a client, and a worker whose `line.hold` waits to be released. */
function setUp(transport: Transport = 'port', sender = tabSender()) {
  const held = new Map<number, { release: () => void; signal: AbortSignal }>();
  const extension = createFakeExtension(EXTENSION_ID);
  extension.installWorker((runtime) => {
    createRouter(
      contract,
      {
        'line.echo': (n) => n,
        'line.once': (n) => n,
        'line.hold': (n, { signal }) =>
          new Promise((resolve) => held.set(n, { release: () => resolve(n), signal })),
        'line.watch': (_input, { emit }) => emit(1),
      },
      { extensionId: EXTENSION_ID, pages: PAGES },
    ).listen(runtime);
  });
  const page = extension.open(sender);
  const client = createClient(contract, { runtime: page.runtime, transport });
  return { extension, page, client, held };
}

// The fake runtime delivers in microtasks.
const settled = () => new Promise((resolve) => setImmediate(resolve));
const outcomeOf = (answer: Promise<unknown>) => answer.catch((error) => error.code);

describe('a connection', () => {
  it('carries calls and streams over one port, which stays open', async () => {
    const { extension, page, client } = setUp();
    const { signal } = new AbortController();
    const events: number[] = [];
    client.watch('line.watch', {}, (event) => events.push(event), { signal });
    client.watch('line.watch', {}, (event) => events.push(event), { signal });
    expect(await Promise.all([1, 2, 3].map((n) => client.call('line.echo', n)))).toEqual([1, 2, 3]);
    await settled();
    expect(events).toEqual([1, 1]);
    expect(page.openPorts).toBe(1);
    expect(extension.worker?.openPorts).toBe(1);
  });

  it('closes when it carries nothing, where calls go by messages', async () => {
    const { page, client } = setUp('message');
    const controller = new AbortController();
    const { signal } = controller;
    await new Promise((resolve) => client.watch('line.watch', {}, resolve, { signal }));
    await client.call('line.echo', 1);
    expect(page.openPorts).toBe(1);
    controller.abort();
    await client.call('line.echo', 1);
    expect(page.openPorts).toBe(0);
  });

  it('opens anew for the next call after the worker went idle', async () => {
    const { extension, page, client } = setUp();
    await client.call('line.echo', 1);
    extension.stopWorker();
    await settled();
    expect(page.openPorts).toBe(0);
    expect(await client.call('line.once', 2)).toBe(2);
    expect(extension.workerStarts).toBe(2);
  });

  it('tries a new port when the old one turns out to be cut, whatever the route', async () => {
    const { page } = setUp();
    const ports: PortLike[] = [];
    const connect: RuntimeLike['connect'] = (info) => {
      const port = page.runtime.connect(info);
      ports.push(port);
      return port;
    };
    const runtime = Object.create(page.runtime, { connect: { value: connect } });
    const client = createClient(contract, { runtime, transport: 'port' });
    await client.call('line.echo', 1);
    const postMessage = () => {
      throw new Error('Attempting to use a disconnected port object');
    };
    Object.assign(ports[0] as PortLike, { postMessage });
    expect(await client.call('line.once', 2)).toBe(2);
    expect(ports).toHaveLength(2);
  });

  it('retries the calls of a lost port although the callback of a stream throws', async () => {
    const reported = vi.fn();
    vi.stubGlobal('reportError', reported);
    const { extension, client, held } = setUp();
    const { signal } = new AbortController();
    const broken = new Error('of the page');
    const onStatus = (status: string) => {
      if (status === 'reconnecting') throw broken;
    };
    client.watch('line.watch', {}, () => {}, { signal, onStatus });
    const call = client.call('line.hold', 1);
    await settled();
    extension.stopWorker();
    await settled();
    held.get(1)?.release();
    expect(await call).toBe(1);
    expect(reported.mock.calls).toEqual([[broken]]);
    vi.unstubAllGlobals();
  });

  it('rejects the calls of a sender that is refused', async () => {
    const { client, page } = setUp('port', framedSender());
    const calls = [client.call('line.echo', 1), client.call('line.once', 2)];
    expect(await Promise.all(calls.map(outcomeOf))).toEqual(['FORBIDDEN', 'FORBIDDEN']);
    expect(page.openPorts).toBe(0);
  });

  it('is served after a prerendered document was shown, whose first port was refused', async () => {
    const sender = { ...tabSender(), documentLifecycle: 'prerender' };
    const { client } = setUp('port', sender);
    expect(await outcomeOf(client.call('line.echo', 1))).toBe('FORBIDDEN');
    sender.documentLifecycle = 'active';
    expect(await client.call('line.echo', 2)).toBe(2);
  });

  it('aborts the handler of an aborted call, and ignores its late answer', async () => {
    const { client, held } = setUp();
    const controller = new AbortController();
    const call = outcomeOf(client.call('line.hold', 1, { signal: controller.signal }));
    await settled();
    held.get(1)?.release();
    controller.abort();
    expect(await call).toBe('ABORTED');
    await settled();
    expect(await client.call('line.echo', 2)).toBe(2);
  });

  it('rejects what Chrome cannot carry, and goes on', async () => {
    const { client, page } = setUp();
    await client.call('line.echo', 1);
    const error = new Error('Message exceeded maximum allowed size of 64MiB.');
    const port = vi.spyOn(JSON, 'stringify').mockImplementationOnce(() => {
      throw error;
    });
    const call = outcomeOf(client.call('line.once', 2));
    port.mockRestore();
    // The fake reports whatever cannot be serialised as Chrome does.
    expect(await call).toBe('INVALID_INPUT');
    expect(await client.call('line.echo', 3)).toBe(3);
    expect(page.openPorts).toBe(1);
  });

  describe('in a window', () => {
    const window = new EventTarget();
    beforeEach(() => {
      vi.stubGlobal('onpageshow', null);
      vi.stubGlobal('addEventListener', window.addEventListener.bind(window));
      vi.stubGlobal('removeEventListener', window.removeEventListener.bind(window));
    });
    afterEach(() => {
      vi.unstubAllGlobals();
    });

    it('resumes calls and streams when the page leaves the back/forward cache', async () => {
      const { extension, page, client, held } = setUp();
      const events: number[] = [];
      const { signal } = new AbortController();
      client.watch('line.watch', {}, (event) => events.push(event), { signal });
      const call = client.call('line.hold', 7);
      await settled();
      const [before] = held.values();
      page.freeze();
      await settled();
      expect(before?.signal.aborted).toBe(true);
      page.thaw();
      window.dispatchEvent(Object.assign(new Event('pageshow'), { persisted: true }));
      await settled();
      held.get(7)?.release();
      expect(await call).toBe(7);
      expect(events).toEqual([1, 1]);
      expect(page.openPorts).toBe(1);
      expect(extension.uncheckedErrors).toEqual([]);
    });
  });

  it('settles each call once, with its own answer, through any aborts and worker deaths', async () => {
    const step = fc.oneof(
      { weight: 5, arbitrary: fc.record({ do: fc.constantFrom('hold', 'echo', 'once') }) },
      { weight: 2, arbitrary: fc.record({ do: fc.constant('abort'), which: fc.nat(20) }) },
      { weight: 2, arbitrary: fc.record({ do: fc.constant('release'), which: fc.nat(20) }) },
      { weight: 1, arbitrary: fc.record({ do: fc.constantFrom('stop', 'settle') }) },
    );
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 40 }), async (steps) => {
        const { extension, page, client, held } = setUp();
        const calls: { controller: AbortController; outcome: Promise<unknown> }[] = [];
        for (const one of steps) {
          const n = calls.length;
          if (one.do === 'stop') extension.stopWorker();
          else if (one.do === 'settle') await settled();
          else if ('which' in one && one.do === 'abort') calls[one.which]?.controller.abort();
          else if ('which' in one) held.get(one.which)?.release();
          else {
            const controller = new AbortController();
            const name = `line.${one.do}` as 'line.echo' | 'line.hold' | 'line.once';
            const outcome = outcomeOf(client.call(name, n, { signal: controller.signal }));
            calls.push({ controller, outcome });
          }
        }
        // Whatever is held still is released, also where a retry holds it again.
        for (let round = 0; round < 3; round += 1) {
          await settled();
          for (const { release } of held.values()) release();
        }
        const outcomes = await Promise.all(calls.map(({ outcome }) => outcome));
        outcomes.forEach((outcome, n) => {
          const isAborted = calls[n]?.controller.signal.aborted;
          const codes = ['WORKER_STOPPED', ...(isAborted ? ['ABORTED'] : [])];
          expect([n, ...codes]).toContain(outcome);
        });
        expect(page.openPorts).toBeLessThanOrEqual(1);
        expect(extension.worker?.openPorts ?? 0).toBeLessThanOrEqual(1);
        expect(extension.uncheckedErrors).toEqual([]);
      }),
      { numRuns: 500 },
    );
  }, 60_000);
});
