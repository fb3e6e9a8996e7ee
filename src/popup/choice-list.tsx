import type { ReactNode } from 'react';
import { Avatar } from '../ui/avatar';
import type { CallError } from '../ui/client';
import { CallErrorNotice } from '../ui/error-notice';
import { CheckIcon } from '../ui/icons';
import './choice-list.css';

/**
 * A list of which one is chosen, and a press chooses another. What keeps that from happening is said
 * beneath it.
 *
 * @param label the section's name where that is not the heading.
 */
export function ChoiceList({
  heading,
  label = heading,
  busy,
  error,
  children,
}: {
  heading: string;
  label?: string;
  busy: boolean;
  error: CallError | null;
  children: ReactNode;
}) {
  return (
    <section className="choice-list" aria-label={label}>
      <h2>{heading}</h2>
      <ul aria-busy={busy}>{children}</ul>
      {error && <CallErrorNotice error={error} />}
    </section>
  );
}

/** One of the list, by its picture and name. The active one cannot be chosen again. */
export function Choice({
  name,
  note,
  detail,
  imageUrl,
  shape,
  active,
  onChoose,
}: {
  name: string;
  /** What it is, beside the name. */
  note?: string;
  /** What tells it from another of that name, beneath. */
  detail?: string | null;
  imageUrl: string | null;
  shape: 'round' | 'square';
  active: boolean;
  onChoose: () => void;
}) {
  return (
    <li>
      <button
        type="button"
        className="choice"
        aria-current={active}
        onClick={active ? undefined : onChoose}
      >
        <Avatar imageUrl={imageUrl} name={name} size="small" shape={shape} />
        <span className="choice-name">
          {name}
          {note && <span className="muted"> {note}</span>}
          {detail && <span className="muted choice-detail"> {detail}</span>}
        </span>
        {active && <CheckIcon />}
      </button>
    </li>
  );
}
