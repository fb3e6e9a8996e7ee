import { newId } from '../ids';
import type { Instance } from '../instance';
import type { WaitlistEntry } from '../store/admission-model';
import { rows, sameEmail } from '../store/queries';

/** The place of `email` on the waitlist: the one that it has, or a new one. */
export function joinWaitlist({ clock, store }: Instance, email: string): WaitlistEntry {
  const known = rows(store.waitlistEntries, (row) => sameEmail(row.email, email))[0];
  if (known !== undefined) return known;
  const now = clock.now();
  const entry: WaitlistEntry = {
    id: newId('wle'),
    email: email.trim().toLowerCase(),
    status: 'pending',
    invitationId: null,
    createdAt: now,
    updatedAt: now,
  };
  store.waitlistEntries.set(entry.id, entry);
  return entry;
}
