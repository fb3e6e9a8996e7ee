import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { describeClaim } from './describe-claim';

describe('describeClaim', () => {
  it('names a well-known claim', () => {
    expect(describeClaim('sub', 'user_1')).toBe('User');
  });

  it('shows a time as local time of day', () => {
    const seconds = 1_800_000_000;
    expect(describeClaim('exp', seconds)).toBe(
      `Expires ${new Date(seconds * 1000).toLocaleTimeString()}`,
    );
  });

  it.each([
    ['exp', 'soon'],
    ['exp', 1e300],
    ['email', 'ada@example.com'],
    ['toString', 1],
    ['__proto__', 1],
  ])('is empty for %s: %j', (name, value) => {
    expect(describeClaim(name, value)).toBe('');
  });

  it('accepts any name and value', () => {
    fc.assert(
      fc.property(fc.string(), fc.anything(), (name, value) => {
        expect(typeof describeClaim(name, value)).toBe('string');
      }),
    );
  });
});
