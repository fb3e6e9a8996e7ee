import type { SessionSnapshot } from '../auth/session-snapshot';
import { client } from './client';
import { ErrorNotice } from './error-notice';
import { unavailableCopy } from './unavailable-copy';
import { useAction } from './use-action';

/** Says why nobody knows who is signed in, and makes the worker look again on request. */
export function UnavailableNotice({
  reason,
}: {
  reason: Extract<SessionSnapshot, { status: 'unavailable' }>['reason'];
}) {
  const { run, busy } = useAction((signal) => client.call('auth.signal', {}, { signal }));
  return (
    <ErrorNotice copy={unavailableCopy(reason)} onRetry={run} retrying={busy}>
      {reason === 'misconfigured' && (
        <p>
          Its origin: <code>{location.origin}</code>
        </p>
      )}
    </ErrorNotice>
  );
}
