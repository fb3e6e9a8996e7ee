import type { Membership } from './organization-model';
import type { Store } from './state';
import type { EmailAddress, PhoneNumber, User } from './user-model';

/** The rows of `table` that `matches` accepts, oldest first. */
export function rows<T>(table: Map<string, T>, matches: (row: T) => boolean): T[] {
  return [...table.values()].filter(matches);
}

/** Whether two addresses are the same mailbox to Clerk: case does not count. */
export function sameEmail(a: string, b: string): boolean {
  return a.trim().toLowerCase() === b.trim().toLowerCase();
}

/** Whether the owner of an address or number has proved that it is theirs. */
export function isVerified({ verification }: EmailAddress | PhoneNumber): boolean {
  return verification?.status === 'verified';
}

/** Whether the address is its owner's alone, to sign in with: it is verified, or it is reserved. */
export function isClaimed(address: EmailAddress): boolean {
  return address.reserved || isVerified(address);
}

/** The user to whom `email` belongs, or `undefined`. */
export function findUserByEmail(store: Store, email: string): User | undefined {
  return rows(store.users, (user) =>
    user.emails.some((address) => isClaimed(address) && sameEmail(address.email, email)),
  )[0];
}

/** The user who owns `phone`, in E.164, as a verified number, or `undefined`. */
export function findUserByPhone(store: Store, phone: string): User | undefined {
  return rows(store.users, (user) =>
    user.phones.some((number) => isVerified(number) && number.phone === phone),
  )[0];
}

/** The user called `username`, to whose case Clerk pays no attention, or `undefined`. */
export function findUserByUsername(store: Store, username: string): User | undefined {
  return rows(store.users, (user) => user.username?.toLowerCase() === username.toLowerCase())[0];
}

/** The primary address of `user`, if it has one. */
export function primaryEmail(user: User): string | null {
  return user.emails.find((address) => address.id === user.primaryEmailId)?.email ?? null;
}

/** The primary phone number of `user`, if it has one. */
export function primaryPhone(user: User): string | null {
  return user.phones.find((number) => number.id === user.primaryPhoneId)?.phone ?? null;
}

/** What `user` is called where it has to be called something. */
export function identifierOf(user: User): string {
  return primaryEmail(user) ?? primaryPhone(user) ?? user.username ?? '';
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
