import type { SessionSnapshot, SnapshotOrganization, SnapshotUser } from '../session-snapshot';

/** Who is signed in, unless a test says otherwise. */
export const ADA: SnapshotUser = {
  id: 'user_1',
  fullName: 'Ada Example',
  email: 'ada@example.com',
  identifier: null,
  imageUrl: null,
};

/** An organisation as its plain member sees it. */
export const organization = (id = 'org_1', name = id): SnapshotOrganization => ({
  id,
  name,
  slug: null,
  imageUrl: null,
  role: 'org:member',
  permissions: [],
});

type SignedIn = Extract<SessionSnapshot, { status: 'signed-in' }>;
type Pending = Extract<SessionSnapshot, { status: 'pending' }>;

/** Ada signed in, acting for no organisation, or with what a test says instead. */
export const signedIn = (more: Partial<SignedIn> = {}): SignedIn => ({
  status: 'signed-in',
  user: ADA,
  sessionId: 'sess_1',
  accounts: [{ sessionId: more.sessionId ?? 'sess_1', user: more.user ?? ADA }],
  sessionExpiresAt: 9,
  organization: null,
  memberships: [],
  personalAccount: true,
  fetchedAt: 1,
  ...more,
});

/** Ada with a step of signing in left. */
export const pending: Pending = {
  status: 'pending',
  user: ADA,
  sessionId: 'sess_1',
  accounts: [{ sessionId: 'sess_1', user: ADA }],
  fetchedAt: 1,
};
