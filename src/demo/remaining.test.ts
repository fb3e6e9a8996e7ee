import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { remaining } from './remaining';

const SECOND = 1000;
const HOUR = 3_600_000;

describe('remaining', () => {
  it.each([
    [60 * SECOND, '60 s'],
    [41.2 * SECOND, '42 s'],
    [1, '1 s'],
    [119 * SECOND, '119 s'],
    [120 * SECOND, '2 min'],
    [59 * 60 * SECOND, '59 min'],
    [3 * HOUR + 5 * 60 * SECOND, '3 h 05 min'],
    [7 * 24 * HOUR, '7 days'],
  ])('%d ms are %s', (left, text) => {
    expect(remaining(1_000_000 + left, 1_000_000, HOUR).text).toBe(text);
  });

  it('has expired at its moment and ever after', () => {
    expect(remaining(5, 5, 60)).toEqual({ text: 'expired', expired: true, share: 0 });
    expect(remaining(5, 6, 60).expired).toBe(true);
  });

  it('never shows more than there was, nor less than nothing', () => {
    const instant = fc.integer({ min: 0, max: 4e12 });
    fc.assert(
      fc.property(instant, instant, fc.integer({ min: 1, max: 1e9 }), (until, now, total) => {
        const { share, expired } = remaining(until, now, total);
        expect(share).toBeGreaterThanOrEqual(0);
        expect(share).toBeLessThanOrEqual(1);
        expect(expired).toBe(until <= now);
      }),
    );
  });
});
