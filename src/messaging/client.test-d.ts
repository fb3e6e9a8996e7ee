import { describe, expectTypeOf, it } from 'vitest';
import * as z from 'zod/mini';
import { createClient } from './client';
import { defineContract } from './contract';
import type { LibraryErrorCode, MessagingError } from './errors';
import { extensionPage } from './sender';

const contract = defineContract(
  {
    'cart.add': {
      input: z.strictObject({ sku: z.string(), amount: z._default(z.int(), 1) }),
      output: z.strictObject({ total: z.int() }),
      allow: [extensionPage],
      idempotent: false,
      deadlineMs: 1_000,
    },
    'cart.watch': { input: z.strictObject({}), event: z.array(z.string()), allow: [extensionPage] },
  },
  { errors: ['OUT_OF_STOCK'] },
);
const client = createClient(contract);
const { signal } = new AbortController();

// Never called: the compiler is what tests this file.
describe('a client', () => {
  it('types the input and output of each call', () => {
    expectTypeOf(() => client.call('cart.add', { sku: 'a' })).returns.resolves.toEqualTypeOf<{
      total: number;
    }>();
    expectTypeOf(() => client.call('cart.add', { sku: 'a', amount: 2 }, { signal })).toBeFunction();
  });

  it('does not compile for a wrong route, input or output', () => {
    // @ts-expect-error: no such route.
    const wrongRoute = () => client.call('cart.remove', { sku: 'a' });
    // @ts-expect-error: a prototype's key is no route either.
    const inherited = () => client.call('toString', {});
    // @ts-expect-error: a stream cannot be called.
    const stream = () => client.call('cart.watch', {});
    // @ts-expect-error: the input is missing.
    const noInput = () => client.call('cart.add');
    // @ts-expect-error: a key is missing.
    const missing = () => client.call('cart.add', {});
    // @ts-expect-error: a key is of another type.
    const wrongType = () => client.call('cart.add', { sku: 7 });
    // @ts-expect-error: a key is unknown.
    const extra = () => client.call('cart.add', { sku: 'a', colour: 'red' });
    const wrongOutput = async () => {
      const { total } = await client.call('cart.add', { sku: 'a' });
      // @ts-expect-error: the total is a number.
      const text: string = total;
      // @ts-expect-error: there is no such output.
      const { price } = await client.call('cart.add', { sku: 'a' });
      return [text, price];
    };
    expectTypeOf([wrongRoute, inherited, stream, noInput, missing, wrongType, extra]).not.toBeAny();
    expectTypeOf(wrongOutput).toBeFunction();
  });

  it('types the input, events and errors of each stream', () => {
    const watch = () =>
      client.watch('cart.watch', {}, (event) => expectTypeOf(event).toEqualTypeOf<string[]>(), {
        signal,
        onError: (error) =>
          expectTypeOf(error).toEqualTypeOf<MessagingError<LibraryErrorCode | 'OUT_OF_STOCK'>>(),
      });
    // @ts-expect-error: a call cannot be watched.
    const call = () => client.watch('cart.add', { sku: 'a' }, () => {}, { signal });
    // @ts-expect-error: what is watched is unwatched by a signal.
    const forever = () => client.watch('cart.watch', {}, () => {});
    // @ts-expect-error: an event is a list of strings.
    const wrongEvent = () => client.watch('cart.watch', {}, (_event: number) => {}, { signal });
    expectTypeOf([watch, call, forever, wrongEvent]).not.toBeAny();
  });
});
