import { acceptInvitation, invitationOf, refusalOf } from '../admission/invitations';
import type { FapiError } from '../http/errors';
import type { Instance } from '../instance';
import { createUser } from '../me/user/users';
import { connect } from '../oauth/external-accounts';
import { startSession } from '../sessions/sessions';
import type { Client, SignUp } from '../store/client-model';

/** Who acts: the browser's client, and what it calls itself. */
export type Actor = { client: Client; userAgent: string | null };

/** Makes a user of `signUp`, which lacks nothing, with a session. The invitation that it came with is used up. */
export function createSignedUp(
  instance: Instance,
  { client, userAgent }: Actor,
  signUp: SignUp,
): void {
  const invitation = invitationOf(instance, signUp);
  const publicMetadata = invitation?.publicMetadata;
  const user = createUser(instance, { ...signUp, publicMetadata });
  if (signUp.external?.status === 'verified') connect(instance, user, signUp.external);
  if (invitation !== undefined) acceptInvitation(instance, invitation);
  signUp.createdUserId = user.id;
  signUp.createdSessionId = startSession(instance, client, user, userAgent).id;
}

/** Clerk's answer to an invitation of `signUp`'s that was used or taken back since it began, or `undefined`. */
export function obsoleteInvitation(instance: Instance, signUp: SignUp): FapiError | undefined {
  const invitation = invitationOf(instance, signUp);
  return invitation && refusalOf(instance, invitation);
}
