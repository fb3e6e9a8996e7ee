import { badRequest, type FapiError } from '../http/errors';
import { newId } from '../ids';
import type { Instance } from '../instance';
import type { ApplicationInvitation } from '../store/admission-model';
import type { SignUp } from '../store/client-model';
import { rows, sameEmail } from '../store/queries';
import { mintTicket, ticketExpired, ticketInvalid, ticketUrl } from '../tickets/tickets';

const dayMs = 24 * 60 * 60 * 1000;

/** What an invitation is made of. */
export type Invited = {
  email: string;
  publicMetadata: Record<string, unknown>;
  redirectUrl: string | null;
  expiresInDays: number;
  /** Whether a mail is sent. */
  notify: boolean;
};

/** Invites somebody to sign up, and returns the invitation with the link that its mail has. */
export async function inviteToApplication(
  instance: Instance,
  { email, publicMetadata, redirectUrl, expiresInDays, notify }: Invited,
): Promise<{ invitation: ApplicationInvitation; url: string }> {
  const now = instance.clock.now();
  const invitation: ApplicationInvitation = {
    id: newId('inv'),
    email: email.trim().toLowerCase(),
    publicMetadata,
    status: 'pending',
    redirectUrl,
    expireAt: now + expiresInDays * dayMs,
    createdAt: now,
    updatedAt: now,
  };
  instance.store.applicationInvitations.set(invitation.id, invitation);
  const url = ticketUrl(instance, await mintTicket(instance, 'invitation', invitation));
  if (notify) instance.onLink({ to: invitation.email, url });
  return { invitation, url };
}

/** The invitations of `email` that may still be accepted. */
export function pendingInvitations(instance: Instance, email: string): ApplicationInvitation[] {
  return rows(
    instance.store.applicationInvitations,
    (row) => sameEmail(row.email, email) && statusOf(instance, row) === 'pending',
  );
}

/** How `invitation` stands, as its time may have run out. */
export function statusOf({ clock }: Instance, { status, expireAt }: ApplicationInvitation) {
  return status === 'pending' && clock.now() >= expireAt ? 'expired' : status;
}

/** The invitation `id`, which may still be accepted. Throws Clerk's answer to any other. */
export function openInvitation(instance: Instance, id: string): ApplicationInvitation {
  const invitation = instance.store.applicationInvitations.get(id);
  if (invitation === undefined) throw ticketInvalid();
  const refusal = refusalOf(instance, invitation);
  if (refusal !== undefined) throw refusal;
  return invitation;
}

/** Clerk's answer to an `invitation` that may not be accepted any more, or `undefined`. */
export function refusalOf(
  instance: Instance,
  invitation: ApplicationInvitation,
): FapiError | undefined {
  switch (statusOf(instance, invitation)) {
    case 'expired':
      return ticketExpired();
    case 'revoked':
      return badRequest(
        'revoked_invitation',
        'The invitation was revoked.',
        'The invitation was revoked.',
      );
    case 'accepted':
      return badRequest(
        'invitation_already_accepted',
        'Invitation is already accepted, try signing in instead.',
        'Invitation is already accepted, try signing in instead.',
      );
    default:
      return undefined;
  }
}

/** What `signUp` was invited by, if it was. */
export function invitationOf(
  { store }: Instance,
  { invitationId }: SignUp,
): ApplicationInvitation | undefined {
  return store.applicationInvitations.get(invitationId ?? '');
}

/** Marks `invitation`, and the place on the waitlist that it came of, as used by somebody who signed up. */
export function acceptInvitation(
  { clock, store }: Instance,
  invitation: ApplicationInvitation,
): void {
  invitation.status = 'accepted';
  invitation.updatedAt = clock.now();
  for (const entry of rows(store.waitlistEntries, (row) => row.invitationId === invitation.id)) {
    entry.status = 'completed';
    entry.updatedAt = clock.now();
  }
}
