import { describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import { createClient } from './client';
import { defineContract } from './contract';
import { RouteError } from './errors';
import { createRouter } from './router';
import { extensionPage } from './sender';
import { createFakeExtension } from './testing/fake-runtime';
import { EXTENSION_ID, PAGES, popupSender } from './testing/senders';

const contract = defineContract(
  {
    'math.double': {
      input: z.number(),
      output: z.number(),
      allow: [extensionPage],
      idempotent: true,
      deadlineMs: 1000,
    },
    'math.count': { input: z.strictObject({}), event: z.number(), allow: [extensionPage] },
  },
  { errors: ['TOO_BIG'] },
);

function setUp() {
  const extension = createFakeExtension(EXTENSION_ID);
  extension.installWorker((runtime) => {
    createRouter(
      contract,
      {
        'math.double': (n) => {
          if (n > 100) throw new RouteError('TOO_BIG', 'Too big.', { retryable: false });
          return n * 2;
        },
        'math.count': (_input, { emit }) => {
          emit(1);
          emit(2);
        },
      },
      { extensionId: EXTENSION_ID, pages: PAGES },
    ).listen(runtime);
  });
  const page = extension.open(popupSender());
  return { extension, page, client: createClient(contract, { runtime: page.runtime }) };
}

describe('a router and its client', () => {
  it('answer a call', async () => {
    expect(await setUp().client.call('math.double', 21)).toBe(42);
  });

  it('carry a listed error', async () => {
    await expect(setUp().client.call('math.double', 101)).rejects.toMatchObject({
      code: 'TOO_BIG',
      retryable: false,
    });
  });

  it('stream events', async () => {
    const { client } = setUp();
    const events: number[] = [];
    const controller = new AbortController();
    await new Promise<void>((resolve) => {
      const onEvent = (n: number) => {
        events.push(n);
        if (n === 2) resolve();
      };
      client.watch('math.count', {}, onEvent, { signal: controller.signal });
    });
    controller.abort();
    expect(events).toEqual([1, 2]);
  });
});
