import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readLifetime } from './jwt-claims';

const jwt = (claims: unknown) => `h.${btoa(JSON.stringify(claims))}.s`;

describe('readLifetime', () => {
  it('reads iat and exp', () => {
    expect(readLifetime(jwt({ iat: 1, exp: 61, sub: 'user_1' }))).toEqual({ iat: 1, exp: 61 });
  });

  it('reads the URL-safe alphabet', () => {
    const claims = { iat: 1, exp: 61, name: '???>>>~~~' };
    const urlSafe = jwt(claims).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
    expect(readLifetime(urlSafe)).toEqual({ iat: 1, exp: 61 });
  });

  it.each([
    ['no exp', jwt({ iat: 1 })],
    ['text for a number', jwt({ iat: 1, exp: '61' })],
    ['an end before its beginning', jwt({ iat: 61, exp: 1 })],
    ['not JSON', 'h.%%%.s'],
    ['one part', 'token'],
    ['nothing', ''],
  ])('is null for %s', (_name, text) => {
    expect(readLifetime(text)).toBeNull();
  });

  it('throws at nothing', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.json().map((json) => `h.${btoa(encodeURI(json))}.s`),
        ),
        (text) => {
          readLifetime(text);
        },
      ),
    );
  });
});
