import type { ReactNode } from 'react';
import type { SessionSnapshot } from '../auth/session-snapshot';
import { type PlainKey, t } from '../i18n/t';
import './badge.css';

type BadgeTone = 'neutral' | 'accent' | 'success' | 'warning' | 'danger';

/** A short state in words; the colour only repeats what they say. */
export function Badge({ tone = 'neutral', children }: { tone?: BadgeTone; children: ReactNode }) {
  return <span className={`badge badge-${tone}`}>{children}</span>;
}

const SESSION_BADGE = {
  'signed-in': ['success', 'badgeSignedIn'],
  pending: ['warning', 'badgePending'],
  'signed-out': ['neutral', 'badgeSignedOut'],
  unavailable: ['danger', 'badgeUnavailable'],
} as const satisfies Record<SessionSnapshot['status'], readonly [BadgeTone, PlainKey]>;

/** The state of the session in two words; a screen reader hears each change. */
export function SessionBadge({ snapshot }: { snapshot: SessionSnapshot | undefined }) {
  return (
    <span role="status">
      {snapshot && (
        <Badge tone={SESSION_BADGE[snapshot.status][0]}>
          {t(SESSION_BADGE[snapshot.status][1])}
        </Badge>
      )}
    </span>
  );
}
