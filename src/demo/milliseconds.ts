/** A duration for people: `0.8 ms`, `12 ms`, `1,204 ms`. */
export function milliseconds(duration: number): string {
  const digits = duration < 10 ? 1 : 0;
  return `${duration.toLocaleString('en', { maximumFractionDigits: digits })} ms`;
}
