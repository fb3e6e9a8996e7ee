import { useEffect, useState } from 'react';
import { sessionStore } from '../ui/use-session';
import { describeChange } from './describe-change';

const KEPT = 50;

export type SessionEvent = { id: number; at: Date; text: string };

/**
 * The last changes of the session and of the line to the worker, the newest first. It listens to
 * the store itself: React may render once for two changes, and a log must not miss one.
 */
export function useSessionEvents(): SessionEvent[] {
  const [events, setEvents] = useState<SessionEvent[]>([]);
  useEffect(() => {
    let seen = sessionStore.getState();
    const log = (text: string | null) => {
      if (text === null) return;
      setEvents((earlier) => [
        { id: (earlier[0]?.id ?? 0) + 1, at: new Date(), text },
        ...earlier.slice(0, KEPT - 1),
      ]);
    };
    if (seen.snapshot) log(describeChange(undefined, seen.snapshot));
    return sessionStore.subscribe(() => {
      const before = seen;
      seen = sessionStore.getState();
      if (before.connection !== seen.connection) {
        if (seen.connection === 'reconnecting') log('The worker stopped; reconnecting');
        else if (before.connection === 'reconnecting') log('The worker is back');
      }
      if (seen.snapshot && seen.snapshot !== before.snapshot) {
        log(describeChange(before.snapshot, seen.snapshot));
      }
    });
  }, []);
  return events;
}
