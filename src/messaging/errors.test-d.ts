import { describe, expectTypeOf, it } from 'vitest';
import * as z from 'zod/mini';
import { defineContract } from './contract';
import { RouteError } from './errors';
import { extensionPage } from './sender';

const contract = defineContract(
  { 'cart.watch': { input: z.strictObject({}), event: z.string(), allow: [extensionPage] } },
  { errors: ['OUT_OF_STOCK', 'CLOSED'] },
);
const cartError = RouteError.of(contract);
const options = { retryable: false };

// Never called: the compiler is what tests this file.
describe('a route error', () => {
  it('has a code of its contract', () => {
    expectTypeOf(cartError).parameter(0).toEqualTypeOf<'OUT_OF_STOCK' | 'CLOSED'>();
    expectTypeOf(() => cartError('CLOSED', 'At night.', options)).returns.toExtend<RouteError>();
  });

  it('does not compile for a code that the contract does not list', () => {
    // @ts-expect-error: a typo.
    const typo = () => cartError('OUT_OF_STOKC', 'None left.', options);
    // @ts-expect-error: the library's codes are the router's own to use.
    const internal = () => cartError('INTERNAL', 'Broken.', options);
    // @ts-expect-error: without a contract there is no code.
    const loose = () => new RouteError('OUT_OF_STOCK', 'None left.', options);
    const silent = defineContract({
      'cart.watch': { input: z.strictObject({}), event: z.string(), allow: [extensionPage] },
    });
    // @ts-expect-error: a contract that lists no codes has none to throw.
    const unlisted = () => RouteError.of(silent)('CLOSED', 'At night.', options);
    expectTypeOf([typo, internal, loose, unlisted]).not.toBeAny();
  });
});
