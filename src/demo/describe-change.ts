import type { SessionSnapshot } from '../auth/session-snapshot';
import { displayName } from '../ui/display-name';

/**
 * The difference between two snapshots in one sentence. `null` when they are equal, as after a
 * reconnection.
 */
export function describeChange(
  before: SessionSnapshot | undefined,
  after: SessionSnapshot,
): string | null {
  if (!differs(before, after)) return null;
  if (before === undefined || before.status !== after.status) return sentenceFor(after);
  if (before.status === 'signed-in' && after.status === 'signed-in') {
    if (before.sessionId !== after.sessionId) return sentenceFor(after);
    if (before.organization?.id !== after.organization?.id) {
      return after.organization
        ? `Now acting for ${after.organization.name}`
        : 'Now acting for the personal account';
    }
    if (differs(before.organization, after.organization)) return 'Role or organisation changed';
    if (differs(before.user, after.user)) return 'Profile changed';
    if (differs(before.memberships, after.memberships)) return 'Memberships changed';
    return 'Checked with Clerk: no change';
  }
  return differs({ ...before, fetchedAt: 0 }, { ...after, fetchedAt: 0 })
    ? sentenceFor(after)
    : 'Checked with Clerk: no change';
}

function sentenceFor(snapshot: SessionSnapshot): string {
  switch (snapshot.status) {
    case 'signed-in':
      return `Signed in as ${displayName(snapshot.user)}${snapshot.organization ? `, acting for ${snapshot.organization.name}` : ''}`;
    case 'pending':
      return `${displayName(snapshot.user)} has one step of signing in left`;
    case 'signed-out':
      return 'Signed out';
    case 'unavailable':
      return REASON[snapshot.reason];
  }
}

const REASON = {
  offline: 'Clerk cannot be asked: offline',
  unreachable: 'Clerk cannot be asked: no answer',
  misconfigured: 'Clerk cannot be asked: not set up',
};

/** Both come off the wire through one schema, so their keys are in one order. */
function differs(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) !== JSON.stringify(b);
}
