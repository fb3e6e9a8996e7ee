import { useClerk } from '@clerk/chrome-extension';
import { useEffect } from 'react';
import { client } from '../ui/client';
import { sessionFeed } from '../ui/use-session';
import { followServer } from './follow-server';
import { identityOfClerk, identityOfSnapshot } from './identity';
import { createWorkerSync } from './worker-sync';

/** Keeps the panel's Clerk and the worker in agreement while the calling component is mounted. */
export function useWorkerSync(): void {
  const clerk = useClerk();
  useEffect(() => {
    const sync = createWorkerSync({
      followServer: () => followServer(clerk),
      notifyWorker: () => client.call('auth.refresh', {}),
    });
    const stopPanel = clerk.addListener((resources) => {
      const identity = identityOfClerk(resources);
      if (identity === null) return;
      sync.panelChanged({ identity, revision: resources.user?.updatedAt?.getTime() ?? null });
    });
    const onWorkerSnapshot = () =>
      sync.workerChanged(identityOfSnapshot(sessionFeed.getState().snapshot));
    onWorkerSnapshot();
    const stopWorker = sessionFeed.subscribe(onWorkerSnapshot);
    return () => {
      stopPanel();
      stopWorker();
    };
  }, [clerk]);
}
