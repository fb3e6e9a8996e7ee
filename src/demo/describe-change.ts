import type { SessionSnapshot } from '../auth/session-snapshot';
import { t } from '../i18n/t';
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
        ? t('demoActingFor', { name: after.organization.name })
        : t('demoActingForSelf');
    }
    if (differs(before.organization, after.organization)) return t('demoRoleChanged');
    if (differs(before.user, after.user)) return t('demoProfileChanged');
    if (differs(before.memberships, after.memberships)) return t('demoMembershipsChanged');
    return t('demoNoChange');
  }
  return differs({ ...before, fetchedAt: 0 }, { ...after, fetchedAt: 0 })
    ? sentenceFor(after)
    : t('demoNoChange');
}

function sentenceFor(snapshot: SessionSnapshot): string {
  switch (snapshot.status) {
    case 'signed-in': {
      const name = displayName(snapshot.user);
      return snapshot.organization
        ? t('demoSignedInFor', { name, organization: snapshot.organization.name })
        : t('demoSignedInAs', { name });
    }
    case 'pending':
      return t('demoStepLeft', { name: displayName(snapshot.user) });
    case 'signed-out':
      return t('demoNowSignedOut');
    case 'unavailable':
      return t(REASON[snapshot.reason]);
  }
}

const REASON = {
  offline: 'demoOffline',
  unreachable: 'demoUnreachable',
  misconfigured: 'demoNotSetUp',
} as const;

/** Both come off the wire through one schema, so their keys are in one order. */
function differs(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) !== JSON.stringify(b);
}
