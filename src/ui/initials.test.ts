import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { initialsOf } from './initials';

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
