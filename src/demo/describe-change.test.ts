import { describe, expect, it } from 'vitest';
import type { SessionSnapshot } from '../auth/session-snapshot';
import { ADA, organization, pending, signedIn } from '../auth/testing/snapshots';
import { describeChange } from './describe-change';

const engines = organization('org_1', 'Engines');
const here = signedIn();
const signedOut: SessionSnapshot = { status: 'signed-out', fetchedAt: 1 };
const offline: SessionSnapshot = { status: 'unavailable', reason: 'offline', fetchedAt: 1 };

describe('describeChange', () => {
  it.each<[string, SessionSnapshot | undefined, SessionSnapshot]>([
    ['Signed in as Ada Example', undefined, here],
    [
      'Signed in as Ada Example, acting for Engines',
      signedOut,
      signedIn({ organization: engines }),
    ],
    ['Signed in as Ada Example', here, signedIn({ sessionId: 'sess_2' })],
    ['Signed out', here, signedOut],
    ['Ada Example has one step of signing in left', signedOut, pending],
    ['Now acting for Engines', here, signedIn({ organization: engines })],
    ['Now acting for the personal account', signedIn({ organization: engines }), here],
    [
      'Role or organisation changed',
      signedIn({ organization: engines }),
      signedIn({ organization: { ...engines, role: 'org:admin' } }),
    ],
    ['Profile changed', here, signedIn({ user: { ...ADA, fullName: 'Ada King' } })],
    [
      'Memberships changed',
      here,
      signedIn({ memberships: [{ id: 'org_1', name: 'Engines', imageUrl: null }] }),
    ],
    ['Clerk cannot be asked: offline', undefined, offline],
    ['Clerk cannot be asked: no answer', offline, { ...offline, reason: 'unreachable' }],
    ['Checked with Clerk: no change', here, signedIn({ fetchedAt: 7 })],
    ['Checked with Clerk: no change', signedOut, { ...signedOut, fetchedAt: 7 }],
  ])('%s', (sentence, before, after) => {
    expect(describeChange(before, after)).toBe(sentence);
  });

  it('is null for an equal snapshot', () => {
    expect(describeChange(here, signedIn())).toBeNull();
  });

  it('names somebody without a name by address, or else by ID', () => {
    const nameless = { ...ADA, fullName: null };
    expect(describeChange(undefined, signedIn({ user: nameless }))).toContain('ada@example.com');
    expect(describeChange(undefined, signedIn({ user: { ...nameless, email: null } }))).toContain(
      'user_1',
    );
  });
});
