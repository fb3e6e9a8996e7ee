import { openInvitation } from '../admission/invitations';
import { badRequest, formError } from '../http/errors';
import type { Instance } from '../instance';
import type { ApplicationInvitation } from '../store/admission-model';
import type { SignUp } from '../store/client-model';
import { findUserByEmail } from '../store/queries';
import { readTicket } from '../tickets/tickets';

/**
 * The invitation that a ticket stands for, which may still be accepted. Throws Clerk's answer to a ticket
 * that is none or is for something else, and to one of somebody who has an account.
 */
export async function readInvitation(
  instance: Instance,
  ticket: string | undefined,
): Promise<ApplicationInvitation> {
  if (ticket === undefined) {
    throw formError('form_param_missing', 'ticket', 'is missing', 'ticket must be included.');
  }
  const { source, id } = await readTicket(instance, ticket);
  if (source === 'actor_token') {
    throw badRequest(
      'actor_token_not_in_sign_in_code',
      'not in sign in',
      'Actor tokens can only be used during sign in.',
    );
  }
  if (source === 'sign_in_token') {
    throw badRequest(
      'sign_in_token_not_in_sign_in_code',
      'not in sign in',
      'Sign in tokens can only be used during sign in.',
    );
  }
  const invitation = openInvitation(instance, id);
  if (findUserByEmail(instance.store, invitation.email) !== undefined) {
    throw badRequest(
      'invitation_account_exists',
      'account exists',
      'An account already exists for this invitation. Sign in instead.',
    );
  }
  return invitation;
}

/**
 * Has `signUp` begin as `invitation` says. Whoever has the link has the mailbox, so that the address is
 * proved. The invitation is accepted when the sign-up is complete.
 */
export function beginByInvitation(signUp: SignUp, { id, email }: ApplicationInvitation): void {
  signUp.invitationId = id;
  signUp.email = email;
  signUp.emailVerification = {
    strategy: 'ticket',
    status: 'verified',
    code: null,
    attempts: null,
    expireAt: null,
  };
}
