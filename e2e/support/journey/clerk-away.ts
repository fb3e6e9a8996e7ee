import type { FaultEffect } from '../../servers/embedded-clerk/control/faults';

/** Every route of the Frontend API, as a fault's pattern. */
export const EVERYTHING = '* /v1/**';

/** Clerk cannot be reached at all. */
export const OUT_OF_REACH: FaultEffect = { kind: 'offline' };

/** Clerk answers, and refuses an extension it was not told of. */
export const REFUSES_EXTENSION: FaultEffect = {
  kind: 'status',
  status: 400,
  body: JSON.stringify({ errors: [{ code: 'host_invalid', message: 'no' }] }),
};
