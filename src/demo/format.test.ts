import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { milliseconds, remaining, truncateToken } from './format';

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

  it('is expired at that moment and afterwards', () => {
    expect(remaining(5, 5, 60)).toEqual({ text: '', expired: true, share: 0 });
    expect(remaining(5, 6, 60).expired).toBe(true);
  });

  it('keeps the share between 0 and 1', () => {
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

describe('truncateToken', () => {
  it('keeps both ends', () => {
    expect(truncateToken('eyJhbGciOi.payload.signature', 5, 4)).toBe('eyJhb…ture');
  });

  it('is at most as long as the token and as a line', () => {
    fc.assert(
      fc.property(fc.base64String({ maxLength: 200 }), (token) => {
        const shown = truncateToken(token);
        expect(shown.length).toBeLessThanOrEqual(Math.min(token.length, 29));
        if (shown !== token) expect(token.startsWith(shown.split('…')[0] ?? '')).toBe(true);
      }),
    );
  });
});

describe('milliseconds', () => {
  it.each([
    [0.83, '0.8 ms'],
    [9.96, '10 ms'],
    [12.4, '12 ms'],
    [1204.2, '1,204 ms'],
  ])('%d is %s', (duration, text) => {
    expect(milliseconds(duration)).toBe(text);
  });
});
