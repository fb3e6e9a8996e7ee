import { describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import { createClient } from './client';
import { defineContract } from './contract';
import { createRouter, type Handlers } from './router';
import { extensionPage, grantedSite } from './sender';
import { createFakeExtension } from './testing/fake-runtime';
import { EXTENSION_ID, PAGES, popupSender, SITE } from './testing/senders';

const Nothing = z.strictObject({});
const contract = defineContract({
  'router.call': {
    input: z.strictObject({ times: z._default(z.int(), 2) }),
    output: z.int(),
    allow: [extensionPage],
    idempotent: false,
    deadlineMs: 1_000,
  },
  'router.hang': {
    input: Nothing,
    output: Nothing,
    allow: [extensionPage],
    idempotent: false,
    deadlineMs: 1_000,
  },
  'router.watch': { input: Nothing, event: z.int(), allow: [extensionPage] },
});
const options = { extensionId: EXTENSION_ID, pages: PAGES };

function setUp(overrides: Partial<Handlers<typeof contract>> = {}) {
  const signals: AbortSignal[] = [];
  const handlers: Handlers<typeof contract> = {
    'router.call': ({ times }) => times * 21,
    'router.hang': (_input, { signal }) => {
      signals.push(signal);
      return new Promise(() => {});
    },
    'router.watch': (_input, { emit, signal }) => {
      signals.push(signal);
      emit(1);
    },
    ...overrides,
  };
  const extension = createFakeExtension(EXTENSION_ID);
  const stops: (() => void)[] = [];
  extension.installWorker((runtime) => {
    stops.push(createRouter(contract, handlers, options).listen(runtime));
  });
  const page = extension.open(popupSender());
  const client = createClient(contract, { runtime: page.runtime });
  return { extension, page, client, signals, stop: () => stops.at(-1)?.() };
}

describe('createRouter', () => {
  it('throws for a route without a handler', () => {
    const handlers = { 'router.call': () => 1 } as unknown as Handlers<typeof contract>;
    expect(() => createRouter(contract, handlers, options)).toThrow('"router.hang" has no handler');
  });

  it('ignores inherited handlers', () => {
    const handlers = Object.create({
      'router.call': () => 1,
      'router.hang': () => ({}),
      'router.watch': () => {},
    });
    expect(() => createRouter(contract, handlers, options)).toThrow('has no handler');
  });

  it('is not made without an isGranted when its contract has granted sites', () => {
    const site = defineContract({
      'site.read': {
        input: Nothing,
        output: Nothing,
        allow: [extensionPage, grantedSite],
        idempotent: true,
        deadlineMs: 1_000,
      },
    });
    const create = (isGranted: unknown) => () =>
      createRouter(site, { 'site.read': () => ({}) }, { ...options, isGranted } as never);
    for (const isGranted of [undefined, null, true, [SITE]]) {
      expect(create(isGranted)).toThrow(TypeError);
    }
    expect(create(() => false)).not.toThrow();
  });

  it('adds its listeners synchronously, as waking a worker requires', () => {
    // One for messages and one for ports, before anything was awaited.
    expect(setUp().extension.worker?.listeners).toBe(2);
  });

  it('gives the handler the parsed input, its sender and its deadline', async () => {
    const before = Date.now();
    const { client } = setUp({
      'router.call': ({ times }, { sender, deadlineAt, signal }) => {
        expect(sender).toMatchObject({ kind: 'extensionPage', page: '/popup.html' });
        expect(deadlineAt).toBeGreaterThanOrEqual(before + 1_000);
        expect(signal.aborted).toBe(false);
        return times;
      },
    });
    expect(await client.call('router.call', {})).toBe(2);
  });

  it('ignores messages that are not its own', async () => {
    const { extension, page } = setUp();
    extension.worker?.runtime.onMessage.addListener((message, _sender, sendResponse) => {
      sendResponse({ heard: message });
      return undefined;
    });
    expect(await page.runtime.sendMessage({ type: 'ping' })).toEqual({ heard: { type: 'ping' } });
  });

  it('ignores ports that are not its own', async () => {
    const { extension, page } = setUp();
    const heard = new Promise((resolve) => {
      extension.worker?.runtime.onConnect.addListener((port) => {
        port.onMessage.addListener(resolve);
      });
    });
    const port = page.runtime.connect({ name: 'somebody-else' });
    port.postMessage('hello');
    expect(await heard).toBe('hello');
    expect(page.openPorts).toBe(1);
  });

  it('removes listeners and ends calls and streams when stopped', async () => {
    const { extension, client, page, signals, stop } = setUp();
    const call = client.call('router.hang', {});
    const unsubscribe = new AbortController();
    const { signal } = unsubscribe;
    await new Promise((resolve) => client.watch('router.watch', {}, resolve, { signal }));
    const dropped = new Promise((resolve) => {
      page.runtime.connect({ name: 'messaging/1' }).onDisconnect.addListener(() => resolve(true));
    });
    stop();
    await expect(call).rejects.toMatchObject({ code: 'ABORTED' });
    expect(await dropped).toBe(true);
    expect(signals.map(({ aborted }) => aborted)).toEqual([true, true]);
    unsubscribe.abort();
    expect(extension.worker?.listeners).toBe(0);
    expect(extension.worker?.openPorts).toBe(0);
  });
});
