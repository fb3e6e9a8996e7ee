const FIRST_MS = 100;
const LONGEST_MS = 10_000;

/**
 * Milliseconds to wait before trying again after this many failures in a row: doubling from 100, at
 * most 10,000, of which the upper half is random so that pages that lost the same worker do not all
 * come back at once.
 */
export function backoffMs(failures: number, random: () => number = Math.random): number {
  const ceiling = Math.min(LONGEST_MS, FIRST_MS * 2 ** failures);
  return ceiling / 2 + random() * (ceiling / 2);
}
