import { describe, expectTypeOf, it } from 'vitest';
import * as z from 'zod/mini';
import { defineContract } from './contract';
import { createRouter, type Handlers } from './router';
import type { RuntimeLike } from './runtime';
import { extensionPage, grantedSite, type KnownSender } from './sender';

const contract = defineContract({
  'cart.add': {
    input: z.strictObject({ sku: z.string(), amount: z._default(z.int(), 1) }),
    output: z.strictObject({ total: z.int() }),
    allow: [extensionPage],
    idempotent: false,
    deadlineMs: 1_000,
  },
  'cart.watch': { input: z.strictObject({}), event: z.array(z.string()), allow: [extensionPage] },
});
const options = { extensionId: 'x', pages: ['/popup.html'] };

describe('a router', () => {
  it('types the input, context and output of each handler', () => {
    const handlers: Handlers<typeof contract> = {
      'cart.add': (input, { signal, sender, deadlineAt }) => {
        expectTypeOf(input).toEqualTypeOf<{ sku: string; amount: number }>();
        expectTypeOf(signal).toEqualTypeOf<AbortSignal>();
        expectTypeOf(sender).toEqualTypeOf<KnownSender>();
        expectTypeOf(deadlineAt).toBeNumber();
        return { total: 1 };
      },
      'cart.watch': (_input, { emit }) => {
        expectTypeOf(emit).parameter(0).toEqualTypeOf<string[]>();
      },
    };
    expectTypeOf(() => createRouter(contract, handlers, options)).toBeFunction();
  });

  it('does not compile with a handler missing, unknown or wrong', () => {
    const add = () => ({ total: 1 });
    const watch = () => {};
    // @ts-expect-error: cart.watch has no handler.
    const missing = () => createRouter(contract, { 'cart.add': add }, options);
    const wrongOutput = () =>
      // @ts-expect-error: the total is a number.
      createRouter(contract, { 'cart.add': () => ({ total: '1' }), 'cart.watch': watch }, options);
    const wrongInput = () =>
      createRouter(
        contract,
        // @ts-expect-error: the input has no such key.
        { 'cart.add': ({ price }) => ({ total: price }), 'cart.watch': watch },
        options,
      );
    const wrongEvent = () =>
      // @ts-expect-error: an event is a list of strings.
      createRouter(contract, { 'cart.add': add, 'cart.watch': (_, { emit }) => emit(1) }, options);
    const unknownRoute = () =>
      // @ts-expect-error: the contract has no such route.
      createRouter(contract, { 'cart.add': add, 'cart.watch': watch, 'cart.x': add }, options);
    expectTypeOf([missing, wrongOutput, wrongInput, wrongEvent, unknownRoute]).not.toBeAny();
  });

  it('needs an isGranted for a contract with granted sites', () => {
    const { 'site.read': read } = {
      'site.read': {
        input: z.strictObject({}),
        output: z.strictObject({}),
        allow: [extensionPage, grantedSite],
        idempotent: true,
        deadlineMs: 1_000,
      },
    } as const;
    const site = defineContract({ 'site.read': read });
    const handlers = { 'site.read': () => ({}) };
    const isGranted = async (_origin: string) => true;
    expectTypeOf(() => createRouter(site, handlers, { ...options, isGranted })).toBeFunction();
    // @ts-expect-error: nobody says which sites are granted.
    const without = () => createRouter(site, handlers, options);
    // @ts-expect-error: a list is not a question asked at each call.
    const list = () => createRouter(site, handlers, { ...options, isGranted: ['https://a.b'] });
    // @ts-expect-error: a stream admits at once or not.
    defineContract({ 'site.watch': { input: read.input, event: z.int(), allow: [grantedSite] } });
    expectTypeOf([without, list]).not.toBeAny();
  });

  it('listens on chrome.runtime', () => {
    expectTypeOf<typeof chrome.runtime>().toExtend<RuntimeLike>();
  });
});
