import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { backoffMs } from './backoff';

const chance = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });

describe('backoffMs', () => {
  it('stays between 50 ms and 10 s, however long it goes on', () => {
    fc.assert(
      fc.property(fc.nat(5_000), chance, (failures, random) => {
        const wait = backoffMs(failures, () => random);
        expect(wait).toBeGreaterThanOrEqual(50);
        expect(wait).toBeLessThanOrEqual(10_000);
      }),
    );
  });

  it('never waits less after one failure more', () => {
    fc.assert(
      fc.property(fc.nat(100), chance, (failures, random) => {
        const after = backoffMs(failures + 1, () => random);
        expect(after).toBeGreaterThanOrEqual(backoffMs(failures, () => random));
      }),
    );
  });

  it('doubles at first', () => {
    expect([0, 1, 2, 3].map((failures) => backoffMs(failures, () => 0))).toEqual([
      50, 100, 200, 400,
    ]);
  });
});
