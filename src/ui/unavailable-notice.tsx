import type { SessionSnapshot } from '../auth/session-snapshot';
import { client } from './client';
import { errorCopy } from './error-copy';
import { ErrorNotice } from './error-notice';
import { useAction } from './use-action';

/** Why the worker cannot say who is signed in. */
export type UnavailableReason = Extract<SessionSnapshot, { status: 'unavailable' }>['reason'];

const ERROR_CODE = {
  offline: 'OFFLINE',
  unreachable: 'CLERK_UNREACHABLE',
  misconfigured: 'MISCONFIGURED',
} as const satisfies Record<UnavailableReason, string>;

/**
 * Says why nobody knows who is signed in.
 *
 * @param onRetry what Retry does. Default: the worker asks Clerk again.
 */
export function UnavailableNotice({
  reason,
  onRetry,
}: {
  reason: UnavailableReason;
  onRetry?: () => void;
}) {
  const { run, busy } = useAction((signal) => client.call('auth.refresh', {}, { signal }));
  return (
    <ErrorNotice copy={errorCopy(ERROR_CODE[reason])} onRetry={onRetry ?? run} retrying={busy}>
      {reason === 'misconfigured' && (
        <p>
          Its origin: <code>{location.origin}</code>
        </p>
      )}
    </ErrorNotice>
  );
}
