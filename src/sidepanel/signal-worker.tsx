import { useClerk } from '@clerk/chrome-extension';
import { useEffect } from 'react';
import { client } from '../ui/client';
import { sessionStore } from '../ui/use-session';
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

/**
 * Makes the SDK take up what its server says now. Reloading the client alone is not enough: the SDK
 * keeps the session it had, even one that has ended, until it is told which is active.
 */
async function followServer(clerk: ReturnType<typeof useClerk>): Promise<void> {
  const client = await clerk.client?.reload();
  if (!client) return;
  const sessions = client.signedInSessions;
  const current = sessions.find(({ id }) => id === client.lastActiveSessionId) ?? sessions[0];
  await clerk.setActive({ session: current?.id ?? null });
}
