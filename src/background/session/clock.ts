/** Two clocks whose distance tells when somebody set the first. */
export type Clock = {
  /** Epoch milliseconds, as the machine is set. It may jump either way. */
  now(): number;
  /** Milliseconds that only grow, and never jump while this worker's process lives. */
  steady(): number;
};

/**
 * The worker's own clocks. The time origin counts along, so that both lives of a worker that was
 * restarted in one process share a steady clock; a new process starts from the machine's time.
 */
export const systemClock: Clock = {
  now: () => Date.now(),
  steady: () => performance.timeOrigin + performance.now(),
};

/** A second: network time may correct a clock a little at any time, and tokens count in seconds. */
const STEP_MS = 1_000;

/** The distance between the clocks in whole milliseconds: it changes when the machine's time is set. */
export function clockOffset(clock: Clock): number {
  return Math.round(clock.now() - clock.steady());
}

/** Whether the machine's time was set between these two offsets. A machine that slept counts too. */
export function isClockStep(before: number, after: number): boolean {
  return Math.abs(after - before) > STEP_MS;
}
