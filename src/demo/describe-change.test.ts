import { describe, expect, it } from 'vitest';
import type { SessionSnapshot } from '../auth/session-snapshot';
import { describeChange } from './describe-change';

const user = { id: 'user_1', fullName: 'Ada Lovelace', email: 'ada@example.com', imageUrl: null };
const organization = {
  id: 'org_1',
  name: 'Engines',
  slug: null,
  imageUrl: null,
  role: 'org:member',
  permissions: [],
};
const signedIn = {
  status: 'signed-in',
  user,
  sessionId: 'sess_1',
  sessionExpiresAt: 9,
  organization: null,
  memberships: [],
  personalAccount: true,
  fetchedAt: 1,
} as const satisfies SessionSnapshot;
const signedOut: SessionSnapshot = { status: 'signed-out', fetchedAt: 1 };
const pending: SessionSnapshot = { status: 'pending', user, sessionId: 'sess_1', fetchedAt: 1 };
const offline: SessionSnapshot = { status: 'unavailable', reason: 'offline', fetchedAt: 1 };

describe('describeChange', () => {
  it.each<[string, SessionSnapshot | undefined, SessionSnapshot]>([
    ['Signed in as Ada Lovelace', undefined, signedIn],
    ['Signed in as Ada Lovelace, acting for Engines', signedOut, { ...signedIn, organization }],
    ['Signed in as Ada Lovelace', signedIn, { ...signedIn, sessionId: 'sess_2' }],
    ['Signed out', signedIn, signedOut],
    ['Ada Lovelace has one step of signing in left', signedOut, pending],
    ['Now acting for Engines', signedIn, { ...signedIn, organization }],
    ['Now acting for the personal account', { ...signedIn, organization }, signedIn],
    [
      'Role or organisation changed',
      { ...signedIn, organization },
      { ...signedIn, organization: { ...organization, role: 'org:admin' } },
    ],
    ['Profile changed', signedIn, { ...signedIn, user: { ...user, fullName: 'Ada King' } }],
    [
      'Memberships changed',
      signedIn,
      { ...signedIn, memberships: [{ id: 'org_1', name: 'Engines', imageUrl: null }] },
    ],
    ['Clerk cannot be asked: offline', undefined, offline],
    ['Clerk cannot be asked: no answer', offline, { ...offline, reason: 'unreachable' }],
    ['Checked with Clerk: no change', signedIn, { ...signedIn, fetchedAt: 7 }],
    ['Checked with Clerk: no change', signedOut, { ...signedOut, fetchedAt: 7 }],
  ])('%s', (sentence, before, after) => {
    expect(describeChange(before, after)).toBe(sentence);
  });

  it('is null for an equal snapshot', () => {
    expect(describeChange(signedIn, { ...signedIn })).toBeNull();
  });

  it('names somebody without a name by address, or else by ID', () => {
    const nameless = { ...user, fullName: null };
    expect(describeChange(undefined, { ...signedIn, user: nameless })).toContain('ada@example.com');
    expect(
      describeChange(undefined, { ...signedIn, user: { ...nameless, email: null } }),
    ).toContain('user_1');
  });
});
