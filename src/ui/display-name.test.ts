import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { displayName, initialsOf } from './display-name';

describe('displayName', () => {
  it('is the name, or else the address, the username or number, the ID', () => {
    const user = {
      id: 'user_1',
      fullName: 'Ada',
      email: 'ada@example.com',
      identifier: '+12015550123',
    };
    expect(displayName(user)).toBe('Ada');
    expect(displayName({ ...user, fullName: null })).toBe('ada@example.com');
    expect(displayName({ ...user, fullName: null, email: null })).toBe('+12015550123');
    expect(displayName({ ...user, fullName: null, email: null, identifier: null })).toBe('user_1');
  });
});

describe('initialsOf', () => {
  it.each([
    ['Ada Lovelace', 'AL'],
    ['Ada King, Countess of Lovelace', 'AL'],
    ['ada', 'A'],
    ['ada.lovelace@example.com', 'A'],
    ['Øyvind Åse', 'ØÅ'],
    ['𝒜da 𝓛ovelace', '𝒜𝓛'],
    ['李小龙', '李'],
    ['', ''],
    ['—', ''],
  ])('%s is %s', (name, initials) => {
    expect(initialsOf(name)).toBe(initials);
  });

  it('never breaks a character in two', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (name) => {
        // It throws on half a surrogate pair.
        expect(() => encodeURIComponent(initialsOf(name))).not.toThrow();
      }),
    );
  });
});
