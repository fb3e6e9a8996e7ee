/** The server's only source of time, so that a test can move it. Milliseconds since the epoch. */
export type Clock = {
  now(): number;
  /** Moves the clock forward by `ms` for good. */
  advance(ms: number): void;
};

/** The real time plus whatever it has been advanced by. */
export function createClock(): Clock {
  let offset = 0;
  return {
    now: () => Date.now() + offset,
    advance: (ms) => {
      offset += ms;
    },
  };
}

/** `ms` as whole seconds since the epoch, as JWT claims want them. */
export function toSeconds(ms: number): number {
  return Math.floor(ms / 1000);
}
