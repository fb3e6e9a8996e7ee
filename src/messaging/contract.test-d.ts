import { describe, expectTypeOf, it } from 'vitest';
import * as z from 'zod/mini';
import {
  type CallName,
  defineContract,
  type ErrorCodeOf,
  type RoutesOf,
  type StreamName,
} from './contract';
import type { LibraryErrorCode } from './errors';
import { extensionPage } from './sender';

const call = {
  input: z.strictObject({}),
  output: z.strictObject({}),
  allow: [extensionPage],
  idempotent: true,
  deadlineMs: 1_000,
} as const;
const contract = defineContract(
  { 'a.call': call, 'a.watch': { input: call.input, event: z.int(), allow: [extensionPage] } },
  { errors: ['NOPE', 'NEVER'] },
);

describe('a contract', () => {
  it('knows its routes by kind', () => {
    expectTypeOf<keyof RoutesOf<typeof contract>>().toEqualTypeOf<'a.call' | 'a.watch'>();
    expectTypeOf<CallName<typeof contract>>().toEqualTypeOf<'a.call'>();
    expectTypeOf<StreamName<typeof contract>>().toEqualTypeOf<'a.watch'>();
  });

  it('has a closed set of error codes', () => {
    expectTypeOf<ErrorCodeOf<typeof contract>>().toEqualTypeOf<
      LibraryErrorCode | 'NOPE' | 'NEVER'
    >();
    const without = defineContract({ 'a.call': call });
    expectTypeOf<ErrorCodeOf<typeof without>>().toEqualTypeOf<LibraryErrorCode>();
  });

  it('does not compile with a field of a route missing', () => {
    const { allow, ...open } = call;
    // @ts-expect-error: nobody is admitted by default.
    defineContract({ 'a.call': open });
    const { deadlineMs, ...endless } = call;
    // @ts-expect-error: a call has a deadline.
    defineContract({ 'a.call': endless });
    const { idempotent, ...unsaid } = call;
    // @ts-expect-error: whether a call may be made twice is said, not guessed.
    defineContract({ 'a.call': unsaid });
    // @ts-expect-error: a schema is a zod schema.
    defineContract({ 'a.call': { ...call, input: {} } });
    // @ts-expect-error: a rule is not a name.
    defineContract({ 'a.call': { ...call, allow: ['extensionPage'] } });
    expectTypeOf({ allow, deadlineMs, idempotent }).not.toBeAny();
  });
});
