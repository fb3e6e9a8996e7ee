import { describe, expect, it } from 'vitest';
import type { AccessToken } from '../auth/access-token';
import type { SessionSnapshot } from '../auth/session-snapshot';
import { organization, pending, signedIn } from '../auth/testing/snapshots';
import { isTokenOf } from './use-token';

const token: AccessToken = {
  jwt: 'a.b.c',
  sessionId: 'sess_1',
  organizationId: null,
  template: null,
  expiresAt: 9,
  source: 'vault',
};
describe('isTokenOf', () => {
  it.each<[boolean, string, AccessToken, SessionSnapshot | undefined]>([
    [true, 'its session', token, signedIn()],
    [
      true,
      'its session and organisation',
      { ...token, organizationId: 'org_1' },
      signedIn({ organization: organization() }),
    ],
    [false, 'another session', token, signedIn({ sessionId: 'sess_2' })],
    [false, 'another organisation', token, signedIn({ organization: organization() })],
    [false, 'nobody', token, { status: 'signed-out', fetchedAt: 1 }],
    [false, 'a pending session', token, pending],
    [true, 'an unknown session', token, { status: 'unavailable', reason: 'offline', fetchedAt: 1 }],
    [true, 'a session not yet heard of', token, undefined],
  ])('%s for %s', (expected, _name, its, snapshot) => {
    expect(isTokenOf(its, snapshot)).toBe(expected);
  });
});
