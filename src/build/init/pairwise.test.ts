import { expect, it } from 'vitest';
import { pairwise } from './pairwise';

it.each([
  [['a', 'b'], 2],
  [['a', 'b', 'c'], 3],
  [['a', 'b', 'c', 'd', 'e', 'f'], 4],
  [['a', 'b', 'c', 'd', 'e', 'f', 'g'], 5],
])('leaves out each of %j without each other, in %i combinations', (items, size) => {
  const combinations = pairwise(items);
  expect(combinations).toHaveLength(size);
  for (const one of items) {
    for (const other of items.filter((item) => item !== one)) {
      const found = combinations.some((out) => out.includes(one) && !out.includes(other));
      expect(found, `${one} without ${other}`).toBe(true);
    }
  }
});
