import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import { defineContract } from './contract';
import { CHANNEL_NAME } from './internal/channel';
import { createRouter } from './router';
import type { MessageListener, PortLike, RuntimeLike } from './runtime';
import { extensionPage } from './sender';
import {
  contentScriptSender,
  EXTENSION_ID,
  foreignExtensionSender,
  framedSender,
  PAGES,
  popupSender,
  tabSender,
} from './testing/senders';

const RUNS = 10_000;
const Input = z.strictObject({ text: z.string().check(z.maxLength(10)) });
const base = { allow: [extensionPage], idempotent: false, deadlineMs: 1_000 } as const;
const contract = defineContract({
  'prop.call': { ...base, input: Input, output: z.string() },
  'prop.json': { ...base, input: z.json(), output: z.string() },
  'prop.stream': { input: Input, event: z.string(), allow: [extensionPage] },
});

/** A router whose listeners the test holds, and a record of what its handlers ran for. */
function setUp() {
  const ran: unknown[] = [];
  let onMessage: MessageListener | undefined;
  let onConnect: ((port: PortLike) => void) | undefined;
  const runtime = {
    onMessage: {
      addListener(listener: MessageListener) {
        onMessage = listener;
      },
    },
    onConnect: {
      addListener(listener: (port: PortLike) => void) {
        onConnect = listener;
      },
    },
  } as unknown as RuntimeLike;
  const handle = (input: unknown) => {
    ran.push(input);
    return 'handled';
  };
  const handlers = {
    'prop.call': handle,
    'prop.json': handle,
    'prop.stream': (input: unknown) => void ran.push(input),
  };
  createRouter(contract, handlers, { extensionId: EXTENSION_ID, pages: PAGES }).listen(runtime);
  if (!onMessage || !onConnect) throw new Error('The router does not listen.');
  return { onMessage, onConnect, ran };
}

const nested = fc.integer({ min: 1, max: 5_000 }).map((depth) => {
  let value: unknown = 'bottom';
  for (let level = 0; level < depth; level += 1) value = level % 2 ? [value] : { value };
  return value;
});
const huge = fc.nat(100_000).map((length) => 'x'.repeat(length));
// As JSON.parse makes them: own properties by the names of inherited ones.
const shadowing = fc.constantFrom(
  '{"__proto__":{"text":"x"}}',
  '{"text":"x","__proto__":null}',
  '{"constructor":{"prototype":{}},"text":"x"}',
  '{"toString":1,"valueOf":2,"hasOwnProperty":3}',
);
const anything = fc.oneof(
  fc.anything({ withBigInt: true, withDate: true, withMap: true, withNullPrototype: true }),
  fc.jsonValue(),
  nested,
  huge,
  shadowing.map((json) => JSON.parse(json) as unknown),
);
const names = fc.constantFrom(...contract.routes.keys());
const inherited = fc.constantFrom('__proto__', 'toString', 'constructor', 'hasOwnProperty', '');

/** Envelopes, most of them broken in one way or two. */
const envelope = fc
  .tuple(
    fc.record(
      {
        v: fc.oneof({ weight: 4, arbitrary: fc.constant(1) }, anything),
        id: fc.oneof({ weight: 4, arbitrary: fc.uuid() }, anything),
        route: fc.oneof({ weight: 4, arbitrary: names }, inherited, fc.string(), anything),
        input: fc.oneof(fc.record({ text: fc.string({ maxLength: 12 }) }), anything),
        abort: fc.oneof(fc.constant(true), anything),
      },
      { requiredKeys: [] },
    ),
    fc.oneof(
      { weight: 4, arbitrary: fc.constant({}) },
      fc.dictionary(fc.oneof(inherited, fc.string()), anything, { maxKeys: 2 }),
    ),
  )
  .map(([known, extra]) => ({ ...extra, ...known }));
const message = fc.oneof({ weight: 6, arbitrary: envelope }, anything);
const sender = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(popupSender(), tabSender()) },
  fc.constantFrom(framedSender(), contentScriptSender(), foreignExtensionSender()),
  anything,
);

/** The rule of the design, said a second time and otherwise. */
function mayRun(raw: unknown, from: unknown, route: RegExp): boolean {
  const own = (value: unknown) =>
    typeof value === 'object' && value !== null ? Object.entries(value) : [];
  const fields = new Map(own(raw));
  const senderFields = new Map(own(from));
  const text = new Map(own(fields.get('input'))).get('text');
  return (
    [...fields.keys()].sort().join() === 'id,input,route,v' &&
    fields.get('v') === 1 &&
    typeof fields.get('id') === 'string' &&
    route.test(String(fields.get('route'))) &&
    senderFields.get('origin') === `chrome-extension://${EXTENSION_ID}` &&
    !senderFields.get('frameId') &&
    (fields.get('route') === 'prop.json' || (typeof text === 'string' && text.length <= 10))
  );
}

const settled = () => new Promise((resolve) => setImmediate(resolve));
const REFUSALS = ['BAD_ENVELOPE', 'FORBIDDEN', 'INVALID_INPUT', 'UNKNOWN_ROUTE'] as const;
const codeOf = (response: unknown) => (response as { error?: { code: string } }).error?.code;
const isError = (response: unknown) => REFUSALS.some((code) => code === codeOf(response));

describe('a router, whatever it is sent', () => {
  it('answers each message of ours once, with a code unless it is sound, and no other', async () => {
    const { onMessage, ran } = setUp();
    const seen = new Set<string>();
    await fc.assert(
      fc.asyncProperty(message, sender, async (raw, from) => {
        ran.length = 0;
        const responses: unknown[] = [];
        const claimed = onMessage(raw, from, (response) => void responses.push(response));
        expect([true, undefined]).toContain(claimed);
        await settled();
        expect(responses).toHaveLength(claimed ? 1 : 0);
        if (!claimed) seen.add('left alone');
        if (ran.length > 0) expect(mayRun(raw, from, /^prop\.(call|json)$/)).toBe(true);
        for (const response of responses) {
          const handled = JSON.stringify(response) === '{"ok":true,"data":"handled"}';
          const tookBack = JSON.stringify(response) === '{"ok":true,"data":null}';
          expect(handled ? ran.length === 1 : tookBack || isError(response)).toBe(true);
          if (tookBack) expect(raw).toMatchObject({ v: 1, abort: true });
          seen.add(codeOf(response) ?? (handled ? 'handled' : 'taken back'));
        }
      }),
      { numRuns: RUNS },
    );
    // Of what the generators make, something reaches each of the router's doors.
    expect([...seen].sort()).toEqual([...REFUSALS, 'handled', 'left alone', 'taken back'].sort());
  }, 120_000);

  it('answers each request on a port of ours once, with a code unless it is sound, and touches no other port', async () => {
    const { onConnect, ran } = setUp();
    const seen = new Set<string>();
    const portName = fc.oneof({ weight: 6, arbitrary: fc.constant(CHANNEL_NAME) }, fc.string());
    await fc.assert(
      fc.asyncProperty(message, sender, portName, async (raw, from, name) => {
        ran.length = 0;
        const port = fakePort(name, from);
        onConnect(port);
        for (const listener of [...port.listeners]) listener(raw);
        await settled();
        if (!name.startsWith('messaging/')) {
          expect(port).toMatchObject({ posted: [], touched: 0, disconnects: 0 });
          seen.add('left alone');
        } else if (ran.length > 0) {
          expect(mayRun(raw, from, /^prop\./)).toBe(true);
          const isStream = mayRun(raw, from, /^prop\.stream$/);
          const { id } = raw as { id: string };
          const posted = isStream ? [] : [{ id, ok: true, data: 'handled' }];
          expect(port).toMatchObject({ posted, disconnects: 0 });
          seen.add(isStream ? 'served' : 'handled');
        } else if (port.posted.length === 0) {
          expect(raw).toMatchObject({ v: 1, abort: true });
          expect(port.disconnects).toBe(0);
          seen.add('aborted');
        } else {
          const [response] = port.posted as { id?: string }[];
          expect(port.posted).toHaveLength(1);
          expect(isError(response)).toBe(true);
          // An error without an id is the port's own, and its end.
          expect(port.disconnects).toBe(response?.id === undefined ? 1 : 0);
          seen.add(String(codeOf(response)));
        }
      }),
      { numRuns: RUNS },
    );
    expect([...seen].sort()).toEqual(
      [...REFUSALS, 'aborted', 'handled', 'left alone', 'served'].sort(),
    );
  }, 120_000);
});

function fakePort(name: string, sender: unknown) {
  const listeners = new Set<(message: unknown) => void>();
  const port = {
    name,
    sender,
    listeners,
    posted: [] as unknown[],
    touched: 0,
    disconnects: 0,
    postMessage(message: unknown) {
      port.posted.push(message);
    },
    disconnect() {
      port.disconnects += 1;
    },
    onMessage: {
      addListener(listener: (message: unknown) => void) {
        port.touched += 1;
        listeners.add(listener);
      },
      removeListener(listener: (message: unknown) => void) {
        listeners.delete(listener);
      },
    },
    onDisconnect: {
      addListener() {
        port.touched += 1;
      },
      removeListener() {},
    },
  };
  return port satisfies PortLike;
}
