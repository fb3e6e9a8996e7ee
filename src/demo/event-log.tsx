import { useEffect, useState } from 'react';
import { formatLocale, t } from '../i18n/t';
import { sessionFeed } from '../ui/use-session';
import { describeChange } from './describe-change';
import './event-log.css';

/** The session's changes as they reach this page, newest first. */
export function EventLog() {
  const events = useSessionEvents();
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, and a keyboard must be able to.
    <div className="event-log" role="log" aria-label={t('demoEvents')} tabIndex={0}>
      <ol>
        {events.map(({ id, at, text }) => (
          <li key={id}>
            <time dateTime={at.toISOString()}>{at.toLocaleTimeString(formatLocale())}</time>
            <span>{text}</span>
          </li>
        ))}
      </ol>
    </div>
  );
}

const MAX_EVENTS = 50;

type SessionEvent = { id: number; at: Date; text: string };

/**
 * The last changes of the session and of the connection to the worker, newest first. It subscribes
 * to the feed itself: React may render once for two changes, and a log must not miss one.
 */
function useSessionEvents(): SessionEvent[] {
  const [events, setEvents] = useState<SessionEvent[]>([]);
  useEffect(() => {
    let seen = sessionFeed.getState();
    const log = (text: string | null) => {
      if (text === null) return;
      setEvents((earlier) => [
        { id: (earlier[0]?.id ?? 0) + 1, at: new Date(), text },
        ...earlier.slice(0, MAX_EVENTS - 1),
      ]);
    };
    if (seen.snapshot) log(describeChange(undefined, seen.snapshot));
    return sessionFeed.subscribe(() => {
      const before = seen;
      seen = sessionFeed.getState();
      if (before.connection !== seen.connection) {
        if (seen.connection === 'reconnecting') log(t('demoWorkerStopped'));
        else if (before.connection === 'reconnecting') log(t('demoWorkerBack'));
      }
      if (seen.snapshot && seen.snapshot !== before.snapshot) {
        log(describeChange(before.snapshot, seen.snapshot));
      }
    });
  }, []);
  return events;
}
