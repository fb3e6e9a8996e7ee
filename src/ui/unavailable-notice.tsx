import type { SessionSnapshot } from '../auth/session-snapshot';
import { client } from './client';
import { DeveloperRemedy } from './developer-remedy';
import { errorCopy } from './error-copy';
import { ErrorNotice } from './error-notice';
import { useAction } from './use-action';

/** What the worker says while it cannot say who is signed in. */
export type Unavailable = Extract<SessionSnapshot, { status: 'unavailable' }>;

const ERROR_CODE = {
  offline: 'OFFLINE',
  unreachable: 'CLERK_UNREACHABLE',
  misconfigured: 'MISCONFIGURED',
} as const satisfies Record<Unavailable['reason'], string>;

/**
 * Says why nobody knows who is signed in.
 *
 * @param cause what is to be mended, where that is known.
 * @param onRetry what Retry does. Default: the worker asks Clerk again.
 */
export function UnavailableNotice({
  reason,
  cause,
  onRetry,
}: {
  reason: Unavailable['reason'];
  cause?: Unavailable['cause'];
  onRetry?: () => void;
}) {
  const { run, busy } = useAction((signal) => client.call('auth.refresh', {}, { signal }));
  return (
    <ErrorNotice
      copy={errorCopy(ERROR_CODE[reason], { cause })}
      onRetry={onRetry ?? run}
      retrying={busy}
    >
      {(cause || reason === 'misconfigured') && <DeveloperRemedy cause={cause} />}
    </ErrorNotice>
  );
}
