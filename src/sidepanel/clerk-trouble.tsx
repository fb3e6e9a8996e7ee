import { useEffect } from 'react';
import { ErrorNotice } from '../ui/error-notice';
import { unavailableCopy } from '../ui/unavailable-copy';
import { useOnline } from '../ui/use-online';
import { useSession } from '../ui/use-session';

/**
 * Says that Clerk could not load, as exactly as the worker knows why. The SDK cannot be loaded a
 * second time in one document, so trying again reloads the panel: on request, once the network is
 * back, or once the worker has heard from Clerk.
 */
export function ClerkTrouble() {
  const { snapshot } = useSession();
  const online = useOnline();

  useEffect(() => {
    const reload = () => location.reload();
    addEventListener('online', reload);
    return () => removeEventListener('online', reload);
  }, []);

  // After this document's load only: what the worker heard before did not help the SDK here.
  const isBack =
    snapshot !== undefined &&
    snapshot.status !== 'unavailable' &&
    snapshot.fetchedAt > performance.timeOrigin;
  useEffect(() => {
    if (isBack) location.reload();
  }, [isBack]);

  const known = snapshot?.status === 'unavailable' ? snapshot.reason : 'unreachable';
  const reason = online ? known : 'offline';
  return (
    <ErrorNotice copy={unavailableCopy(reason)} onRetry={() => location.reload()}>
      {reason === 'misconfigured' && (
        <p>
          Its origin: <code>{location.origin}</code>
        </p>
      )}
    </ErrorNotice>
  );
}
