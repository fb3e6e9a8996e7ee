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
    const log = (text: string) =>
      setEvents((earlier) => [
        { id: (earlier[0]?.id ?? 0) + 1, at: new Date(), text },
        ...earlier.slice(0, KEPT - 1),
      ]);
    if (seen.snapshot) log(describeChange(undefined, seen.snapshot));
    return sessionStore.subscribe(() => {
      const now = sessionStore.getState();
      if (now.snapshot && now.snapshot !== seen.snapshot) {
        log(describeChange(seen.snapshot, now.snapshot));
      } else if (seen.connection === 'connected' && now.connection === 'connecting') {
        log('The worker stopped; reconnecting');
      }
      seen = now;
    });
  }, []);
  return events;
}
