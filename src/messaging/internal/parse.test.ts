import { describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import { parse } from './parse';

describe('parse', () => {
  it('returns what the schema reads', () => {
    expect(parse(z.strictObject({ n: z._default(z.int(), 1) }), {})).toEqual({
      ok: true,
      data: { n: 1 },
    });
  });

  it('reports path and code of what does not fit, never the value', () => {
    const schema = z.strictObject({ list: z.array(z.strictObject({ n: z.int() })) });
    expect(parse(schema, { list: [{ n: 1 }, { n: 'secret' }] })).toEqual({
      ok: false,
      issues: [{ path: 'list.1.n', code: 'invalid_type' }],
    });
  });

  it('reports the first eight issues only', () => {
    const parsed = parse(z.array(z.int()), Array.from({ length: 1_000 }, String));
    expect(parsed.ok ? [] : parsed.issues).toHaveLength(8);
  });

  it('cuts and redacts keys, which the sender chose', () => {
    const secret = `eyJ${'h'.repeat(20)}.${'p'.repeat(30)}.${'s'.repeat(30)}`;
    const parsed = parse(z.record(z.string(), z.int()), {
      [secret]: 'x',
      ['long '.repeat(99)]: 'x',
    });
    const paths = parsed.ok ? [] : parsed.issues.map(({ path }) => path);
    expect(paths).toEqual(['[redacted]', 'long '.repeat(99).slice(0, 64)]);
  });

  it.each([
    ['throws', z.string().check(z.refine(() => expect.fail('no')))],
    ['is asynchronous', z.string().check(z.refine(async () => true))],
  ])('rejects a value whose check %s', (_what, schema) => {
    expect(parse(schema, 'x')).toEqual({ ok: false, issues: [{ path: '', code: 'unparsable' }] });
  });
});
