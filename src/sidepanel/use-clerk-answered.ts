import { useClerk } from '@clerk/chrome-extension';
import { useEffect, useState } from 'react';
import { followServer } from './follow-server';

/**
 * Whether the loaded SDK has heard from its server who is signed in. When that request failed at
 * load, the SDK calls itself `degraded`, takes it that nobody is, and leaves it at that even if the
 * answer comes later; so here it is asked for once more.
 */
export function useClerkAnswered(): boolean {
  const clerk = useClerk();
  const degraded = clerk.status === 'degraded';
  const [recovered, setRecovered] = useState(false);

  useEffect(() => {
    if (!degraded) return;
    let left = false;
    followServer(clerk).then(
      () => {
        if (!left) setRecovered(true);
      },
      () => {
        // What is shown meanwhile has a button to try again.
      },
    );
    return () => {
      left = true;
    };
  }, [clerk, degraded]);

  return !degraded || recovered;
}
