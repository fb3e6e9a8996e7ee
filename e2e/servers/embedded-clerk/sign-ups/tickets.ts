import { openInvitation } from '../admission/invitations';
import { badRequest, formError } from '../http/errors';
import type { Instance } from '../instance';
import type { SignUp } from '../store/client-model';
import { readTicket } from '../tickets/tickets';

/**
 * Has `signUp` begin as the ticket's invitation says. Whoever has the link has the mailbox, so that the
 * address is proved. The invitation is accepted when the sign-up is complete. Throws Clerk's answer to a
 * ticket that is none, or is for something else.
 */
export async function redeemInvitation(
  instance: Instance,
  signUp: SignUp,
  ticket: string | undefined,
): Promise<void> {
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
  signUp.invitationId = invitation.id;
  signUp.email = invitation.email;
  signUp.emailVerification = {
    strategy: 'ticket',
    status: 'verified',
    code: null,
    attempts: null,
    expireAt: null,
  };
}
