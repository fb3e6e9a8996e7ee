import { useSessionEvents } from './use-session-events';

/** The session's changes as they reach this page, the newest first. */
export function EventLog() {
  const events = useSessionEvents();
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, and a keyboard must be able to.
    <div className="event-log" role="log" aria-label="Session events" tabIndex={0}>
      <ol>
        {events.map(({ id, at, text }) => (
          <li key={id}>
            <time dateTime={at.toISOString()}>{at.toLocaleTimeString()}</time>
            <span>{text}</span>
          </li>
        ))}
      </ol>
    </div>
  );
}
