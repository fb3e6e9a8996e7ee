import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeJwt, readJwtClaims } from './jwt';

const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
const jsonObject = fc.dictionary(fc.string({ unit: 'grapheme' }), fc.jsonValue());

describe('decodeJwt', () => {
  it('decodes what was encoded', () => {
    fc.assert(
      fc.property(jsonObject, jsonObject, fc.base64String(), (header, claims, signature) => {
        const expected = JSON.parse(JSON.stringify({ header, claims }));
        expect(decodeJwt(`${part(header)}.${part(claims)}.${signature}`)).toEqual(expected);
      }),
    );
  });

  it('decodes text beyond ASCII', () => {
    expect(decodeJwt(`${part({})}.${part({ name: 'Zoë 李 🎈' })}.x`)?.claims.name).toBe(
      'Zoë 李 🎈',
    );
  });

  it('never throws', () => {
    const junk = fc.oneof(fc.string(), fc.base64String(), fc.constant(part({})));
    fc.assert(
      fc.property(fc.array(junk, { maxLength: 5 }), (parts) => {
        const decoded = decodeJwt(parts.join('.'));
        expect(decoded === null || typeof decoded.claims === 'object').toBe(true);
      }),
    );
  });

  it.each([
    ['empty', ''],
    ['two parts', `${part({})}.${part({})}`],
    ['four parts', `${part({})}.${part({})}.x.y`],
    ['an array for claims', `${part({})}.${part([])}.x`],
    ['null for claims', `${part({})}.${part(null)}.x`],
    ['padding', `${part({})}=.${part({})}.x`],
    [
      'bytes that are not UTF-8',
      `${part({})}.${Buffer.from([0x22, 0xff, 0x22]).toString('base64url')}.x`,
    ],
  ])('is null for %s', (_name, jwt) => {
    expect(decodeJwt(jwt)).toBeNull();
  });
});

describe('readJwtClaims', () => {
  it('reads the claims behind any header, in either alphabet, padded or not', () => {
    const claims = { name: '???>>>~~~ Zoë' };
    const [urlSafe, padded] = [
      part(claims),
      Buffer.from(JSON.stringify(claims)).toString('base64'),
    ];
    for (const text of [urlSafe, padded]) expect(readJwtClaims(`h.${text}.s`)).toEqual(claims);
  });

  it.each(['', 'one part', `h.${part([])}.s`, `h.${part(null)}.s`, 'h.%%%.s'])(
    'is null for %j',
    (text) => expect(readJwtClaims(text)).toBeNull(),
  );
});
