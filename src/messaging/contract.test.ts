import { describe, expect, it, vi } from 'vitest';
import * as full from 'zod';
import * as z from 'zod/mini';
import { defineContract, type Schema } from './contract';
import { extensionPage } from './sender';

const Nothing = z.strictObject({});
const call = {
  input: Nothing,
  output: Nothing,
  allow: [extensionPage],
  idempotent: true,
  deadlineMs: 1_000,
} as const;
const stream = { input: Nothing, event: Nothing, allow: [extensionPage] } as const;
const define =
  (route: object, name = 'area.action') =>
  () =>
    defineContract({ [name]: route as typeof call });

describe('defineContract', () => {
  it('keeps the routes in a Map, so that prototype keys are no routes', () => {
    const { routes } = defineContract({ 'area.action': call, 'area.watch': stream });
    expect([...routes.keys()]).toEqual(['area.action', 'area.watch']);
    for (const name of ['toString', '__proto__', 'constructor']) {
      expect(routes.get(name)).toBeUndefined();
    }
  });

  it('keeps the error codes', () => {
    expect([...defineContract({}, { errors: ['OUT_OF_STOCK'] }).errors]).toEqual(['OUT_OF_STOCK']);
    expect([...defineContract({}).errors]).toEqual([]);
  });

  it.each([
    '',
    'action',
    'Area.action',
    'area.',
    '.action',
    'area action',
    'area.__proto__',
    'a/b',
  ])('refuses the route name "%s"', (name) =>
    expect(define(call, name)).toThrow(/dotted camelCase/),
  );

  it('refuses a route name beyond 64 characters', () => {
    expect(define(call, `area.${'a'.repeat(60)}`)).toThrow(/dotted camelCase/);
  });

  it('refuses a route that nobody could call', () => {
    expect(define({ ...call, allow: [] })).toThrow(/"area\.action": "allow" is empty/);
    expect(define({ ...stream, allow: [] })).toThrow(/"allow" is empty/);
  });

  it.each([0, -1, Number.NaN, Number.POSITIVE_INFINITY, 300_001, undefined])(
    'refuses the deadline %s',
    (deadlineMs) => expect(define({ ...call, deadlineMs })).toThrow(/"deadlineMs"/),
  );

  it('refuses a route that is both a call and a stream', () => {
    expect(define({ ...call, event: Nothing })).toThrow(/not both/);
  });

  it.each(['FORBIDDEN', 'INTERNAL', 'WORKER_STOPPED', 'TIMEOUT'])(
    'refuses the error code %s, which is the library’s',
    (code) => expect(() => defineContract({}, { errors: [code] })).toThrow(/is taken/),
  );

  it('refuses an error code twice', () => {
    expect(() => defineContract({}, { errors: ['A_B', 'A_B'] })).toThrow(/is taken/);
  });

  it.each(['', 'lower', 'A-B', '_A', 'A__B', '__proto__'])(
    'refuses the error code "%s"',
    (code) => {
      expect(() => defineContract({}, { errors: [code] })).toThrow(/UPPER_SNAKE_CASE/);
    },
  );

  it.each(['input', 'output'])('looks into a call’s %s', (part) => {
    expect(define({ ...call, [part]: z.date() })).toThrow(`"area.action": ${part}: date`);
  });

  it.each(['input', 'event'])('looks into a stream’s %s', (part) => {
    expect(define({ ...stream, [part]: z.date() })).toThrow(`"area.action": ${part}: date`);
  });
});

describe('a schema of a contract', () => {
  type Tree = { name: string; children: Tree[] };
  const Tree: z.ZodMiniType<Tree> = z.strictObject({
    name: z.string(),
    get children() {
      return z.array(Tree);
    },
  });

  it.each<[string, Schema]>([
    ['text', z.string()],
    ['an email address', z.email()],
    ['a trimmed string', z.string().check(z.trim())],
    ['a number', z.number()],
    ['a whole number', z.int()],
    ['a boolean', z.boolean()],
    ['null', z.null()],
    ['literals', z.literal(['a', 1, true, null])],
    ['an enum', z.enum(['a', 'b'])],
    ['a template literal', z.templateLiteral(['user_', z.string()])],
    ['an array', z.array(z.nullable(z.string()))],
    ['a tuple', z.tuple([z.string(), z.number()], z.boolean())],
    ['an object', z.strictObject({ a: z.string(), b: z.optional(z.int()) })],
    ['an optional nullable', z.strictObject({ a: z.nullable(z.optional(z.string())) })],
    ['a default', z.strictObject({ a: z._default(z.string(), 'x') })],
    ['a readonly object', z.readonly(z.strictObject({ a: z.string() }))],
    ['a record', z.record(z.string(), z.number())],
    ['a union', z.union([z.string(), z.number()])],
    ['a discriminated union', z.discriminatedUnion('k', [z.strictObject({ k: z.literal('a') })])],
    ['a refinement', z.string().check(z.refine((text) => text !== 'no'))],
    ['any JSON', z.json()],
    ['a recursive object', Tree],
    ['a schema of full zod', full.strictObject({ a: full.string().min(1).optional() })],
  ])('may be %s', (_what, schema) => {
    expect(define({ ...call, input: schema })).not.toThrow();
  });

  it.each<[string, Schema]>([
    ['a Date', z.date()],
    ['a Map', z.map(z.string(), z.string())],
    ['a Set', z.set(z.string())],
    ['a BigInt', z.bigint()],
    ['a BigInt literal', z.literal(1n)],
    ['an undefined literal', z.literal([undefined])],
    ['undefined', z.undefined()],
    ['void', z.void()],
    ['NaN', z.nan()],
    ['a symbol', z.symbol()],
    ['anything', z.any()],
    ['the unknown', z.unknown()],
    ['a function', z.function() as unknown as Schema],
    ['a promise', z.promise(z.string())],
    ['a file', z.file()],
    ['an instance', z.instanceof(URL)],
    ['a custom type', z.custom<string>()],
    ['a transform', z.pipe(z.string(), z.transform(Number))],
    ['a pipe', z.pipe(z.string(), z.string())],
    ['a codec', z.codec(z.string(), z.date(), { decode: (s) => new Date(s), encode: String })],
    ['a coercion', z.coerce.number()],
    ['a boolean in words', z.stringbool()],
    ['a catch', z.catch(z.string(), 'x')],
    ['an intersection', z.intersection(Nothing, Nothing)],
    ['a property of type Date', z.strictObject({ a: z.strictObject({ b: z.date() }) })],
    ['an array of Dates', z.array(z.date())],
    ['a tuple with a Date', z.tuple([z.string(), z.date()])],
    ['a tuple that goes on in Dates', z.tuple([z.string()], z.date())],
    ['a record of Dates', z.record(z.string(), z.date())],
    ['a record by numbers', z.record(z.number(), z.string())],
    ['a loose record', z.looseRecord(z.string(), z.string())],
    ['a union with a Date', z.union([z.string(), z.date()])],
    ['a nullable Date', z.nullable(z.date())],
    ['a readonly Date', z.readonly(z.date())],
    ['a lazy Date', z.lazy(() => z.date())],
    ['an optional Date', z.strictObject({ a: z.optional(z.date()) })],
    ['optional itself', z.optional(z.string())],
    ['a default itself', z._default(z.string(), 'x')],
    ['an array of optionals', z.array(z.optional(z.string()))],
    ['a record of optionals', z.record(z.string(), z.optional(z.string()))],
    ['a tuple of optionals', z.tuple([z.optional(z.string())])],
    ['a union of optionals in an array', z.array(z.union([z.optional(z.string()), z.int()]))],
    ['an object that loses unknown keys', z.object({ a: z.string() })],
    ['an object that keeps unknown keys', z.looseObject({ a: z.string() })],
    ['an object with a catch-all', z.catchall(z.object({}), z.string())],
    ['a Date of full zod', full.strictObject({ a: full.date() })],
  ])('may not be %s', (_what, schema) => {
    expect(define({ ...call, input: schema })).toThrow(/^Route "area\.action": input/);
  });

  it('is refused with its path', () => {
    const schema = z.strictObject({ list: z.array(z.strictObject({ when: z.date() })) });
    expect(define({ ...call, input: schema })).toThrow('input.list[].when: date');
  });

  it('is checked again where it is used in a stricter place', () => {
    const maybe = z.optional(z.string());
    const schema = z.strictObject({ a: maybe, b: z.array(maybe) });
    expect(define({ ...call, input: schema })).toThrow('input.b[]');
  });
});

describe('schemas of zod/mini', () => {
  it('compile no code, which the extension’s content security policy would report', () => {
    const compile = vi.spyOn(globalThis, 'Function');
    const schema = z.strictObject({ a: z.string() });
    expect(z.safeParse(schema, { a: 'x' }).success).toBe(true);
    expect(compile).not.toHaveBeenCalled();
  });
});
