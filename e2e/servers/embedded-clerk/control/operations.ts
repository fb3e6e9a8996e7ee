import { z } from 'zod';
import type { Clock } from '../clock';
import type { Instance, SentLink } from '../instance';
import { Switches } from '../switches';
import { Fault, type FaultInjector } from './faults';
import type { Recorder } from './recorder';

/** What the operations work on. */
export type Target = {
  instance: Instance;
  faults: FaultInjector;
  recorder: Recorder;
  clock: Clock;
  /** What was mailed, oldest first. */
  sentLinks: SentLink[];
};

/** One operation: what its arguments look like, and what it does with them. */
export type Operation<Args extends z.ZodType<unknown[], unknown[]>, Result> = {
  args: Args;
  run: (target: Target, args: z.output<Args>) => Result;
};

function operation<Args extends z.ZodType<unknown[], unknown[]>, Result>(
  args: Args,
  run: (target: Target, args: z.output<Args>) => Result,
): Operation<Args, Result> {
  return { args, run };
}

/**
 * What a test may do to, and ask of, an embedded Clerk beside what Clerk's own APIs do: the one place
 * where an operation is written down. `control.ts` runs them in the server's own process, `client.ts`
 * from another.
 */
export const operations = {
  /** Changes what may change while the instance is used; what is not named stays. */
  setSwitches: operation(z.tuple([Switches.partial()]), ({ instance }, [change]) => {
    Object.assign(instance.switches, change);
  }),

  /** Every link that was mailed, oldest first. */
  sentLinks: operation(z.tuple([]), ({ sentLinks }) => [...sentLinks]),

  faults: {
    /** Adds a fault; returns its id. Throws if the route pattern has no valid form. */
    add: operation(z.tuple([Fault]), ({ faults }, [fault]) => faults.add(fault)),
    /** Removes a fault; one that is gone already is no error. */
    remove: operation(z.tuple([z.string()]), ({ faults }, [id]) => faults.remove(id)),
    clear: operation(z.tuple([]), ({ faults }) => faults.clear()),
  },

  /** Every request since the last `clearRequests`, without secrets. */
  requests: operation(z.tuple([]), ({ recorder }) => recorder.requests()),

  /** Those that asked for an endpoint which is not implemented. A test should see none. */
  unknownRequests: operation(z.tuple([]), ({ recorder }) => recorder.unknownRequests()),

  clearRequests: operation(z.tuple([]), ({ recorder }) => recorder.clear()),

  /** Moves the server's clock forward by milliseconds, for good. */
  advanceClock: operation(z.tuple([z.number().nonnegative()]), ({ clock }, [ms]) =>
    clock.advance(ms),
  ),
};
