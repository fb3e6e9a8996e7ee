const FIRST_MS = 50;
const LONGEST_MS = 5_000;

/**
 * Milliseconds to wait before connection attempt number `failures` (from 1): doubling from 50 ms to
 * 5 s, less up to half at random, so that many pages do not knock at once.
 */
export function backoffMs(failures: number, random: () => number = Math.random): number {
  const full = Math.min(LONGEST_MS, FIRST_MS * 2 ** Math.min(failures - 1, 20));
  return full * (1 - random() / 2);
}
