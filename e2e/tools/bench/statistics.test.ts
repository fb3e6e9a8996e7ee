import fc from 'fast-check';
import { expect, it } from 'vitest';
import { median, pairedRatio, percentile } from './statistics';

it.each([
  [[5], 0.5, 5],
  [[3, 1, 2], 0.5, 2],
  [[4, 3, 2, 1], 0.5, 2],
  [[1, 2, 3, 4, 5, 6, 7, 8, 9, 10], 0.99, 10],
  [[1, 2], 0, 1],
])('of %j the percentile %d is %d', (samples, p, value) => {
  expect(percentile(samples, p)).toBe(value);
});

it('sorts by value, not by spelling, and leaves the samples alone', () => {
  const samples = [100, 9, 20];
  expect(median(samples)).toBe(20);
  expect(samples).toEqual([100, 9, 20]);
});

it('has no percentile of nothing', () => {
  expect(() => median([])).toThrow('no samples');
});

it('sees through a machine that slows down', () => {
  const drift = fc.array(fc.double({ min: 0.5, max: 50, noNaN: true }), { minLength: 1 });
  fc.assert(
    fc.property(drift, (base) => {
      expect(
        pairedRatio(
          base.map((time) => time * 1.25),
          base,
        ),
      ).toBeCloseTo(1.25, 9);
    }),
  );
});

it('pairs rounds only when there are as many of both', () => {
  expect(() => pairedRatio([1], [1, 2])).toThrow('each round');
});
