import { useEffect, useState, useSyncExternalStore } from 'react';
import type { AnswerWatch } from '../clerk/answer-watch';
import { t } from '../i18n/t';
import { DeveloperRemedy } from '../ui/developer-remedy';
import { Skeleton } from '../ui/skeleton';
import { type Unavailable, UnavailableNotice } from '../ui/unavailable-notice';
import { useSession } from '../ui/use-session';
import { isClerkBack } from './recovery';

/** The SDK itself retries for minutes before it gives up; a person wants to know sooner. */
const SLOW_AFTER_MS = 10_000;

/** Stands where Clerk's components will be. */
export function PanelSkeleton() {
  return <Skeleton label={t('loading')} lines={5} />;
}

/** A skeleton that, after a while or once Clerk has refused, admits that something is wrong. */
export function SlowLoad({ watch }: { watch: AnswerWatch }) {
  const [slow, setSlow] = useState(false);
  const online = useOnline();
  const failure = useSyncExternalStore(watch.subscribe, watch.failure);
  // Of an answer that does not come, the next try may be better.
  const refused =
    failure !== null &&
    failure.cause !== 'never-answered' &&
    (failure.reason === 'misconfigured' || failure.cause !== undefined);
  useEffect(() => {
    const timer = setTimeout(() => setSlow(true), SLOW_AFTER_MS);
    return () => clearTimeout(timer);
  }, []);
  return (
    <div className="stack">
      {(slow || refused || !online) && <ClerkUnavailable watch={watch} />}
      <PanelSkeleton />
    </div>
  );
}

/**
 * Says that Clerk could not load, and why, as far as this panel's requests and the worker's tell. The
 * SDK cannot be loaded a second time in one document, so trying again reloads the panel: on request,
 * once the network is back, or once the worker has reached Clerk.
 */
export function ClerkUnavailable({ watch }: { watch: AnswerWatch }) {
  const { snapshot } = useSession();
  const failure = useSyncExternalStore(watch.subscribe, watch.failure);
  const online = useOnline();

  useEffect(() => {
    const reload = () => location.reload();
    addEventListener('online', reload);
    return () => removeEventListener('online', reload);
  }, []);

  const [shownAt] = useState(() => Date.now());
  const isBack = isClerkBack(snapshot, failure, shownAt);
  useEffect(() => {
    if (isBack) location.reload();
  }, [isBack]);

  // This panel's own requests tell most: the worker makes none where nobody ever signed in.
  const tellsWhy = failure?.cause !== undefined || failure?.reason === 'misconfigured';
  const known = tellsWhy || snapshot?.status !== 'unavailable' ? failure : snapshot;
  const { reason, cause }: Pick<Unavailable, 'reason' | 'cause'> = known ?? {
    reason: 'unreachable',
  };
  return (
    <UnavailableNotice
      reason={online ? reason : 'offline'}
      cause={online ? cause : undefined}
      onRetry={() => location.reload()}
    />
  );
}

/**
 * What to do about a form that Clerk refused, for developers. Everybody else is told by the form itself, in
 * the words of localization.ts.
 */
export function FormRefusal({ watch }: { watch: AnswerWatch }) {
  const refusal = useSyncExternalStore(watch.subscribe, watch.refusal);
  return refusal && <DeveloperRemedy cause={refusal} />;
}

/** Whether the browser believes that it has a network, now and whenever that changes. */
function useOnline(): boolean {
  return useSyncExternalStore(subscribeToNetwork, () => navigator.onLine);
}

function subscribeToNetwork(onChange: () => void): () => void {
  addEventListener('online', onChange);
  addEventListener('offline', onChange);
  return () => {
    removeEventListener('online', onChange);
    removeEventListener('offline', onChange);
  };
}
