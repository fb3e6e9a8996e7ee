import { useEffect } from 'react';
import { ErrorNotice } from '../ui/error-notice';
import { unavailableCopy } from '../ui/unavailable-copy';
import { useSession } from '../ui/use-session';

/**
 * Says that Clerk could not load, as exactly as the worker knows why. The SDK cannot be loaded a
 * second time in one document, so trying again reloads the panel, on request or once the network is
 * back.
 */
export function ClerkTrouble() {
  const { snapshot } = useSession();

  useEffect(() => {
    const reload = () => location.reload();
    addEventListener('online', reload);
    return () => removeEventListener('online', reload);
  }, []);

  const known = snapshot?.status === 'unavailable' ? snapshot.reason : 'unreachable';
  const reason = navigator.onLine ? known : 'offline';
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
