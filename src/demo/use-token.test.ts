import { describe, expect, it } from 'vitest';
import type { AccessToken } from '../auth/access-token';
import type { SessionSnapshot } from '../auth/session-snapshot';
import { isTokenOf } from './use-token';

const token: AccessToken = {
  jwt: 'a.b.c',
  sessionId: 'sess_1',
  organizationId: null,
  template: null,
  expiresAt: 9,
  source: 'vault',
};
const user = { id: 'user_1', fullName: null, email: null, imageUrl: null };
const organization = {
  id: 'org_1',
  name: 'One',
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

describe('isTokenOf', () => {
  it.each<[boolean, string, AccessToken, SessionSnapshot | undefined]>([
    [true, 'its session', token, signedIn],
    [
      true,
      'its session and organisation',
      { ...token, organizationId: 'org_1' },
      { ...signedIn, organization },
    ],
    [false, 'another session', token, { ...signedIn, sessionId: 'sess_2' }],
    [false, 'another organisation', token, { ...signedIn, organization }],
    [false, 'nobody', token, { status: 'signed-out', fetchedAt: 1 }],
    [
      false,
      'a pending session',
      token,
      { status: 'pending', user, sessionId: 'sess_1', fetchedAt: 1 },
    ],
    [true, 'an unknown session', token, { status: 'unavailable', reason: 'offline', fetchedAt: 1 }],
    [true, 'a session not yet heard of', token, undefined],
  ])('%s for %s', (expected, _name, its, snapshot) => {
    expect(isTokenOf(its, snapshot)).toBe(expected);
  });
});
