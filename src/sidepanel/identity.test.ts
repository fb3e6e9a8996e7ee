import { describe, expect, it } from 'vitest';
import { organization, pending, signedIn } from '../auth/testing/snapshots';
import { identityOfClerk, identityOfSnapshot } from './identity';

describe('identity', () => {
  it('is equal for worker and panel when they agree', () => {
    const session = { id: 'sess_1', status: 'active' };
    expect(identityOfSnapshot(signedIn())).toBe(identityOfClerk({ session, organization: null }));
    expect(identityOfSnapshot(signedIn({ organization: organization() }))).toBe(
      identityOfClerk({ session, organization: { id: 'org_1' } }),
    );
    expect(identityOfSnapshot({ status: 'signed-out', fetchedAt: 1 })).toBe(
      identityOfClerk({ session: null }),
    );
    expect(identityOfSnapshot(pending)).toBe(
      identityOfClerk({
        session: { id: 'sess_1', status: 'pending' },
        organization: { id: 'org_1' },
      }),
    );
  });

  it('differs by session, organisation and pending task', () => {
    const session = { id: 'sess_1', status: 'active' };
    const all = [
      identityOfClerk({ session: null }),
      identityOfClerk({ session }),
      identityOfClerk({ session, organization: { id: 'org_1' } }),
      identityOfClerk({ session, organization: { id: 'org_2' } }),
      identityOfClerk({ session: { id: 'sess_2', status: 'active' } }),
      identityOfClerk({ session: { id: 'sess_1', status: 'pending' } }),
    ];
    expect(new Set(all).size).toBe(all.length);
  });

  it('ignores when the snapshot was fetched and when the session ends', () => {
    expect(identityOfSnapshot(signedIn({ fetchedAt: 5, sessionExpiresAt: 6 }))).toBe(
      identityOfSnapshot(signedIn()),
    );
  });

  it('is null while nobody knows', () => {
    expect(identityOfSnapshot(undefined)).toBeNull();
    expect(
      identityOfSnapshot({ status: 'unavailable', reason: 'offline', fetchedAt: 1 }),
    ).toBeNull();
    expect(identityOfClerk({ session: undefined })).toBeNull();
  });
});
