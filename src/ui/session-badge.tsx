import type { SessionSnapshot } from '../auth/session-snapshot';
import { Badge, type BadgeTone } from './badge';

const BADGE = {
  'signed-in': ['success', 'Signed in'],
  pending: ['warning', 'Almost there'],
  'signed-out': ['neutral', 'Signed out'],
  unavailable: ['danger', 'Unavailable'],
} as const satisfies Record<SessionSnapshot['status'], readonly [BadgeTone, string]>;

/** The state of the session in two words; a screen reader hears each change. */
export function SessionBadge({ snapshot }: { snapshot: SessionSnapshot | undefined }) {
  return (
    <span role="status">
      {snapshot && <Badge tone={BADGE[snapshot.status][0]}>{BADGE[snapshot.status][1]}</Badge>}
    </span>
  );
}
