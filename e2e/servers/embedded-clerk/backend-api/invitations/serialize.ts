import type { Instance } from '../../instance';
import { publicUserDataJSON } from '../../me/user/public-user-data';
import { invitationJSON as frontendInvitationJSON } from '../../organizations/invitations/serialize';
import type { Invitation } from '../../store/organization-model';
import type { User } from '../../store/user-model';
import { findOrganization } from '../organizations/find';
import { organizationJSON } from '../organizations/serialize';

/** `invitation` as an admin sees it, with what only the application may see. */
export function invitationJSON(instance: Instance, invitation: Invitation) {
  const inviter = instance.store.users.get(invitation.inviterId ?? '');
  return {
    ...frontendInvitationJSON(instance, invitation),
    private_metadata: invitation.privateMetadata,
    inviter_id: invitation.inviterId,
    public_inviter_data: inviter === undefined ? null : inviterJSON(instance, inviter),
    expires_at: invitation.expireAt,
    // At Clerk, the page of the accounts portal that a mail would lead to.
    url: null,
  };
}

/** Who invited, of whom less is said here than of a member. */
function inviterJSON(instance: Instance, inviter: User) {
  const { username, profile_image_url, ...json } = publicUserDataJSON(instance, inviter);
  return { ...json, user_id: inviter.id };
}

/** The same, with the organisation it is for. */
export function publicInvitationJSON(instance: Instance, invitation: Invitation) {
  const organization = findOrganization(instance, invitation.organizationId);
  const { id, name, slug, has_image, image_url } = organizationJSON(instance, organization);
  return {
    ...invitationJSON(instance, invitation),
    public_organization_data: { id, name, slug, has_image, image_url },
  };
}
