import type { SessionSnapshot } from '../auth/session-snapshot';
import { type ErrorCopy, errorCopy } from './error-copy';

type Reason = Extract<SessionSnapshot, { status: 'unavailable' }>['reason'];

const CODE = {
  offline: 'OFFLINE',
  unreachable: 'CLERK_UNREACHABLE',
  misconfigured: 'MISCONFIGURED',
} as const satisfies Record<Reason, string>;

/** What a person is told when the worker cannot say who is signed in. */
export function unavailableCopy(reason: Reason): ErrorCopy {
  return errorCopy(CODE[reason]);
}
