import { statusOf } from '../../admission/invitations';
import type { Instance } from '../../instance';
import type { ApplicationInvitation } from '../../store/admission-model';

/** `invitation`, with the link that its mail has where it was made just now. */
export function invitationJSON(
  instance: Instance,
  invitation: ApplicationInvitation,
  url?: string,
) {
  const status = statusOf(instance, invitation);
  return {
    object: 'invitation',
    id: invitation.id,
    email_address: invitation.email,
    public_metadata: invitation.publicMetadata,
    status,
    ...(status === 'revoked' ? { revoked: true } : {}),
    ...(url === undefined ? {} : { url }),
    expires_at: invitation.expireAt,
    created_at: invitation.createdAt,
    updated_at: invitation.updatedAt,
  };
}
