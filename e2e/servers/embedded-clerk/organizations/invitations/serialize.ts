import { notFound } from '../../http/errors';
import type { Instance } from '../../instance';
import type { Invitation } from '../../store/organization-model';
import { roleOf } from '../roles';
import { organizationJSON } from '../serialize';

/** An invitation as the organisation's admins see it. */
export function invitationJSON(instance: Instance, invitation: Invitation) {
  const role = roleOf(instance, invitation);
  return {
    object: 'organization_invitation',
    id: invitation.id,
    email_address: invitation.email,
    organization_id: invitation.organizationId,
    public_metadata: invitation.publicMetadata,
    status: invitation.status,
    role: role.key,
    role_name: role.name,
    // At Clerk, the page of the accounts portal that a mail would lead to.
    url: null,
    expires_at: invitation.expireAt,
    created_at: invitation.createdAt,
    updated_at: invitation.updatedAt,
  };
}

/** An invitation as the invited user sees it. */
export function userInvitationJSON(instance: Instance, invitation: Invitation) {
  const organization = instance.store.organizations.get(invitation.organizationId);
  if (organization === undefined) throw notFound('Organization');
  const { id, name, slug, has_image, image_url } = organizationJSON(instance, organization);
  return {
    ...invitationJSON(instance, invitation),
    public_organization_data: { id, name, slug, has_image, image_url },
  };
}
