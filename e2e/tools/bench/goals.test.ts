import { describe, expect, it } from 'vitest';
import { goalsTable, isMissed } from './goals';

describe('isMissed', () => {
  it.each([
    ['met in each round', [0.8, 0.9, 0.9, 0.9], { atMost: 1 }, false],
    ['met in every other round', [0.9, 0.9, 1.1, 1.1], { atMost: 1 }, false],
    ['met in one round of four', [0.9, 1.1, 1.1, 1.1], { atMost: 1 }, false],
    ['met in one round of five', [0.9, 1.1, 1.1, 1.1, 1.1], { atMost: 1 }, true],
    ['reached in one round of four', [9, 9, 9, 11], { atLeast: 10 }, true],
    ['reached in every other round', [9, 9, 11, 11], { atLeast: 10 }, false],
    ['of one count', [81], { atMost: 80 }, true],
  ])('knows of a goal %s', (_, values, bound, missed) => {
    expect(isMissed({ what: '', values, bound })).toBe(missed);
  });
});

describe('goalsTable', () => {
  it('has a row for each goal', () => {
    expect(goalsTable([{ what: 'x', values: [0.123], bound: { atMost: 0.65 } }])).toContain(
      '| x | at most 0.65 | 0.12 |',
    );
  });
});
