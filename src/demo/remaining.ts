/** How much of a span of time is left, in words and as a share. */
export type Remaining = {
  /** `58 s`, `12 min`, `3 h 05 min`, or `expired`. */
  text: string;
  expired: boolean;
  /** From 1 (all of it is left) to 0. */
  share: number;
};

/**
 * What is left until a moment. Seconds are rounded up, so that `1 s` is still valid and only
 * `expired` is not.
 *
 * @param until and @param now epoch milliseconds.
 * @param total length of the whole span in milliseconds, for the share.
 */
export function remaining(until: number, now: number, total: number): Remaining {
  const left = until - now;
  if (left <= 0) return { text: 'expired', expired: true, share: 0 };
  return {
    text: inWords(Math.ceil(left / 1000)),
    expired: false,
    share: Math.min(1, left / total),
  };
}

function inWords(seconds: number): string {
  if (seconds < 120) return `${seconds} s`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return `${minutes} min`;
  const hours = Math.floor(minutes / 60);
  if (hours < 48) return `${hours} h ${String(minutes % 60).padStart(2, '0')} min`;
  return `${Math.floor(hours / 24)} days`;
}
