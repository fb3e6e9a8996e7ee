import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isEnvelope } from './envelope';

describe('isEnvelope', () => {
  it.each([
    { v: 1, id: 'a', route: 'x.y', input: {} },
    { v: 99, id: null, route: 7 },
    { v: 1, id: 'a', abort: true },
  ])('recognises %j, valid or not', (message) => {
    expect(isEnvelope(message)).toBe(true);
  });

  it.each([
    { v: 1, id: 'a' },
    { id: 'a', route: 'x.y' },
    { v: 1, route: 'x.y' },
    { type: 'x.y' },
    [{ v: 1, id: 'a', route: 'x.y' }],
    'route',
    null,
    undefined,
  ])('ignores %j', (message) => {
    expect(isEnvelope(message)).toBe(false);
  });

  it('ignores inherited keys', () => {
    expect(isEnvelope(Object.create({ v: 1, id: 'a', route: 'x.y' }))).toBe(false);
  });

  it('does not throw', () => {
    fc.assert(
      fc.property(fc.anything(), (message) => {
        expect(typeof isEnvelope(message)).toBe('boolean');
      }),
    );
  });
});
