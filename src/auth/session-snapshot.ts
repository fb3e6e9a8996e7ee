import * as z from 'zod/mini';
import { CAUSES } from './cause';

/** ISO-free time: whole milliseconds since the epoch, as `Date.now()` gives them. */
const EpochMs = z.int().check(z.nonnegative());

/** Who is signed in, as a page needs it to greet them. No private metadata. */
export const SnapshotUser = z.strictObject({
  id: z.string(),
  fullName: z.nullable(z.string()),
  email: z.nullable(z.string()),
  /** The username, or else the phone number: what is left to call somebody without an address. */
  identifier: z.nullable(z.string()),
  imageUrl: z.nullable(z.string()),
});
export type SnapshotUser = z.infer<typeof SnapshotUser>;

/** The organisation the session acts for, with the caller's role and permissions in it. */
export const SnapshotOrganization = z.strictObject({
  id: z.string(),
  name: z.string(),
  slug: z.nullable(z.string()),
  imageUrl: z.nullable(z.string()),
  role: z.string(),
  permissions: z.array(z.string()),
});
export type SnapshotOrganization = z.infer<typeof SnapshotOrganization>;

/** An organisation that somebody can act for, as a switcher lists it. */
export const SnapshotMembership = z.strictObject({
  id: z.string(),
  name: z.string(),
  imageUrl: z.nullable(z.string()),
});
export type SnapshotMembership = z.infer<typeof SnapshotMembership>;

/** An account that is signed in in this browser, as a switcher lists it. */
export const SnapshotAccount = z.strictObject({ sessionId: z.string(), user: SnapshotUser });
export type SnapshotAccount = z.infer<typeof SnapshotAccount>;

/** Every account that is signed in in this browser, the active one included: Clerk can allow several. */
const Accounts = z.array(SnapshotAccount);

/**
 * A snapshot that Clerk itself answered.
 *
 * - `signed-in`: a session is active.
 * - `pending`: the person has signed in but owes Clerk a task (choosing an organisation, say), so
 *   no token is to be had yet.
 * - `signed-out`: Clerk says nobody is signed in.
 */
export const KnownSession = z.discriminatedUnion('status', [
  z.strictObject({
    status: z.literal('signed-in'),
    user: SnapshotUser,
    sessionId: z.string(),
    accounts: Accounts,
    /** When the session itself (not a token of it) ends. */
    sessionExpiresAt: EpochMs,
    organization: z.nullable(SnapshotOrganization),
    /** Every organisation the person belongs to, the active one included. */
    memberships: z.array(SnapshotMembership),
    /** Whether they may act for no organisation. An application can require one. */
    personalAccount: z.boolean(),
    fetchedAt: EpochMs,
  }),
  z.strictObject({
    status: z.literal('pending'),
    user: SnapshotUser,
    sessionId: z.string(),
    accounts: Accounts,
    fetchedAt: EpochMs,
  }),
  z.strictObject({ status: z.literal('signed-out'), fetchedAt: EpochMs }),
]);
export type KnownSession = z.infer<typeof KnownSession>;

/**
 * Where `chrome.storage.session` keeps the worker's last one for the first paint of a page. It is what
 * the worker says first, too. Tokens are under another key, which pages do not read.
 */
export const SNAPSHOT_KEY = 'snapshot';

/**
 * What every page knows of the session. It never holds a token. `unavailable`: Clerk could not be
 * asked and nothing is known from before; `reason` says why, and `cause` what to do, where it is known.
 */
export const SessionSnapshot = z.union([
  KnownSession,
  z.strictObject({
    status: z.literal('unavailable'),
    reason: z.enum(['offline', 'unreachable', 'misconfigured']),
    cause: z.optional(z.enum(CAUSES)),
    fetchedAt: EpochMs,
  }),
]);
export type SessionSnapshot = z.infer<typeof SessionSnapshot>;

/** How many accounts are signed in by what a snapshot knows; 0 where it knows of none. */
export function accountsIn(snapshot: SessionSnapshot | undefined): number {
  return snapshot?.status === 'signed-in' || snapshot?.status === 'pending'
    ? snapshot.accounts.length
    : 0;
}
