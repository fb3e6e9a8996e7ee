import type { EmailAddress, Membership, User } from './model';
import type { Store } from './state';

/** The rows of `table` that `matches` accepts, oldest first. */
export function rows<T>(table: Map<string, T>, matches: (row: T) => boolean): T[] {
  return [...table.values()].filter(matches);
}

/** Whether two addresses are the same mailbox to Clerk: case does not count. */
export function sameEmail(a: string, b: string): boolean {
  return a.trim().toLowerCase() === b.trim().toLowerCase();
}

/** Whether the owner of `address` has proved that it is theirs. */
export function isVerified(address: EmailAddress): boolean {
  return address.verification?.status === 'verified';
}

/** The user who owns `email` as a verified address, or `undefined`. */
export function findUserByEmail(store: Store, email: string): User | undefined {
  return rows(store.users, (user) =>
    user.emails.some((address) => isVerified(address) && sameEmail(address.email, email)),
  )[0];
}

/** The primary address of `user`. */
export function primaryEmail(user: User): string {
  return user.emails.find((address) => address.id === user.primaryEmailId)?.email ?? '';
}

/** The membership of `userId` in `organizationId`, or `undefined`. */
export function findMembership(
  store: Store,
  organizationId: string | null,
  userId: string,
): Membership | undefined {
  return rows(
    store.memberships,
    (row) => row.organizationId === organizationId && row.userId === userId,
  )[0];
}
