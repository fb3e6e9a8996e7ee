import { useClerk } from '@clerk/chrome-extension';
import { useEffect } from 'react';
import { client } from '../ui/client';
import { sessionStore } from '../ui/use-session';
import { followServer } from './follow-server';
import { identityOfClerk, identityOfSnapshot } from './identity';
import { createWorkerSync } from './worker-sync';

/** Renders nothing. Ties the panel's Clerk and the worker together while it is mounted. */
export function SignalWorker() {
  const clerk = useClerk();
  useEffect(() => {
    const sync = createWorkerSync({
      follow: () => followServer(clerk),
      signal: () => client.call('auth.signal', {}),
    });
    const stopPanel = clerk.addListener((resources) => {
      const identity = identityOfClerk(resources);
      if (identity === null) return;
      sync.panelIs({ identity, revision: resources.user?.updatedAt?.getTime() ?? null });
    });
    const tellWorkers = () => sync.workerIs(identityOfSnapshot(sessionStore.getState().snapshot));
    tellWorkers();
    const stopWorker = sessionStore.subscribe(tellWorkers);
    return () => {
      stopPanel();
      stopWorker();
    };
  }, [clerk]);
  return null;
}
