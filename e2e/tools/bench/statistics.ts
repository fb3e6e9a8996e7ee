/**
 * The value below which a share `p` (0 to 1) of the samples lies, by the nearest-rank method: always
 * one of the samples. Throws when there are none.
 */
export function percentile(samples: readonly number[], p: number): number {
  const sorted = samples.toSorted((a, b) => a - b);
  const value = sorted[Math.max(0, Math.ceil(p * sorted.length) - 1)];
  if (value === undefined) throw new Error('There are no samples.');
  return value;
}

/** The middle sample; the lower of two. */
export const median = (samples: readonly number[]) => percentile(samples, 0.5);

/**
 * How many times as long as `base` the samples took, for each two that were taken in the same round,
 * so that a machine that slows down over time weighs on both alike.
 */
export function pairedRatios(samples: readonly number[], base: readonly number[]): number[] {
  if (samples.length !== base.length) throw new Error('Both need one sample for each round.');
  return samples.map((sample, round) => sample / (base[round] ?? Number.NaN));
}

/** The median of these ratios. */
export function pairedRatio(samples: readonly number[], base: readonly number[]): number {
  return median(pairedRatios(samples, base));
}
