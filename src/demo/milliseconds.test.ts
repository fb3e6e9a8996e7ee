import { describe, expect, it } from 'vitest';
import { milliseconds } from './milliseconds';

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
