import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { redact, redactError } from './redact';

const base64url = (minLength: number, maxLength: number) =>
  fc
    .array(fc.constantFrom(...'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'), {
      minLength,
      maxLength,
    })
    .map((characters) => characters.join(''));

const jwt = fc
  .tuple(
    fc.dictionary(fc.string(), fc.jsonValue(), { maxKeys: 3 }),
    base64url(16, 400),
    base64url(16, 400),
  )
  .map(([extra, payload, signature]) => {
    const header = Buffer.from(JSON.stringify({ alg: 'RS256', ...extra })).toString('base64url');
    return [header, payload, signature];
  });

// What a token stands between in a log: never a character that a token could have.
const separator = fc.constantFrom(' ', '"', "'", '\n', '=', '&', '?', '(', ')', ': ', ', ', '/');
const words = fc.lorem({ maxCount: 5 });

describe('redact', () => {
  it('leaves no part of a JWT, wherever it stands', () => {
    fc.assert(
      fc.property(words, separator, jwt, separator, words, (before, open, parts, close, after) => {
        const text = redact(`${before}${open}${parts.join('.')}${close}${after}`);
        for (const part of parts) expect(text).not.toContain(part);
      }),
      { numRuns: 1_000 },
    );
  });

  it('leaves no end of a JWT that was cut short', () => {
    fc.assert(
      fc.property(jwt, fc.integer({ min: 20, max: 60 }), (parts, length) => {
        const cut = parts.join('.').slice(0, length);
        // What is left may be shorter than the header; then it is the header's beginning, no secret.
        fc.pre(cut.includes('.'));
        expect(redact(`token ${cut}`)).toBe('token [redacted]');
      }),
    );
  });

  it('leaves no key or signature', () => {
    fc.assert(
      fc.property(words, base64url(40, 2_000), (before, key) => {
        expect(redact(`${before} ${key} end`)).not.toContain(key);
      }),
    );
  });

  it.each([
    ['Authorization: Bearer abc123', 'abc123'],
    ['authorization: bearer  a.b.c', 'a.b.c'],
    ['Basic dXNlcjpwYXNz', 'dXNlcjpwYXNz'],
    ['https://x.example/v1?__clerk_db_jwt=short&_is_native=1', 'short'],
    ['?rotating_token_nonce=abcdef', 'abcdef'],
    ['Cookie: __session=abc; __client=def', 'abc'],
    ['Cookie: __session=abc; __client=def', 'def'],
    ['password=hunter2', 'hunter2'],
    ['__client_uat=17&__client=xyz', 'xyz'],
    ['?redirect_url=https%3A%2F%2Fx.example%2F%3F__clerk_db_jwt%3Ddvb_short', 'dvb_short'],
    ['{"password": "correct horse"}', 'horse'],
    [JSON.stringify(JSON.stringify({ token: 'short' })), 'short'],
    ["{ ticket: 'dvb', 'ticket': 'short' }", 'short'],
    ['strategy=email_code&code=424242', '424242'],
    ['{"code":"424242"}', '424242'],
    ['?next=%2Fverify%3Fa%3Db%26code%3D424242', '424242'],
  ])('takes the secret out of %s', (text, secret) => {
    expect(redact(text)).not.toContain(secret);
    expect(redact(text)).toContain('[redacted]');
  });

  it.each([
    'The route "suite.echo" failed after 12 ms.',
    'at answer (chrome-extension://abcdefghijklmnopabcdefghijklmnop/assets/index.ts-C0ffee12.js:3:17)',
    'user_2abcDEFghiJKLmnoPQRstuVWXyz is not a member of org_2abcDEFghiJKLmnoPQRstuVWX',
    'https://frank-otter-12.clerk.accounts.dev/v1/client?_is_native=1 answered 503',
    'Seen with my own eyes. By eyJ.',
    '{"code":"form_code_incorrect","status":422}',
  ])('leaves "%s" as it is', (text) => {
    expect(redact(text)).toBe(text);
  });

  it('changes nothing in what is redacted already', () => {
    const text = fc.oneof(
      fc.string({ maxLength: 200 }),
      jwt.map((parts) => parts.join('.')),
      words,
    );
    fc.assert(
      fc.property(fc.array(text), (texts) => {
        const once = redact(texts.join(' '));
        expect(redact(once)).toBe(once);
      }),
    );
  });

  // A quadratic pattern would take minutes for these.
  it.each([
    'ey',
    'ey.',
    'token',
    'token"',
    'token" : ',
    'code%3D',
    'Bearer ',
    'Bearer\t',
    'a',
    '.',
    '=',
  ])('gets through a megabyte of "%s"', (unit) => {
    expect(redact(unit.repeat(1_000_000 / unit.length))).toEqual(expect.any(String));
  });
});

describe('redactError', () => {
  const secret = `ey${'A'.repeat(30)}.${'B'.repeat(30)}.${'C'.repeat(30)}`;

  it('redacts message, stack and causes', () => {
    const cause = new TypeError(`fetch of ?__clerk_db_jwt=${secret} failed`);
    const redacted = redactError(new Error(`No: ${secret}`, { cause }));
    expect(redacted).toMatchObject({ name: 'Error', cause: { name: 'TypeError' } });
    expect(redacted.stack).toContain('redact.test.ts');
    expect(JSON.stringify(redacted)).not.toMatch(/A{30}|B{30}|C{30}/);
  });

  it('ends for causes that form a cycle', () => {
    const error = new Error('round');
    error.cause = error;
    expect(JSON.stringify(redactError(error)).match(/"round"/g)?.length).toBeLessThan(10);
  });

  it('takes any thrown value', () => {
    const hostile = {
      toString() {
        throw new Error('no');
      },
    };
    const thrown = fc.oneof(fc.anything(), fc.constant(hostile), fc.constant(Object.create(null)));
    fc.assert(
      fc.property(thrown, (value) => {
        const { name, message } = redactError(value);
        expect([typeof name, typeof message]).toEqual(['string', 'string']);
      }),
    );
  });

  it('drops an error’s other properties', () => {
    const error = Object.assign(new Error('x'), { response: { body: secret } });
    expect(JSON.stringify(redactError(error))).not.toMatch(/A{30}/);
  });
});
