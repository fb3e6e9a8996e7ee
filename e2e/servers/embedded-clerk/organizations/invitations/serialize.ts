import type {
  OrganizationInvitationJSON,
  UserOrganizationInvitationJSON,
} from '@clerk/shared/types';
import { notFound } from '../../http/errors';
import type { Instance } from '../../instance';
import type { Invitation } from '../../store/model';
import { roleNames } from '../roles';
import { organizationJSON } from '../serialize';

/** An invitation as the organisation's admins see it. */
export function invitationJSON(invitation: Invitation): OrganizationInvitationJSON {
  return {
    object: 'organization_invitation',
    id: invitation.id,
    email_address: invitation.email,
    organization_id: invitation.organizationId,
    public_metadata: invitation.publicMetadata,
    status: invitation.status,
    role: invitation.role,
    role_name: roleNames[invitation.role],
    created_at: invitation.createdAt,
    updated_at: invitation.updatedAt,
  };
}

/** An invitation as the invited user sees it. */
export function userInvitationJSON(
  instance: Instance,
  invitation: Invitation,
): UserOrganizationInvitationJSON {
  const organization = instance.store.organizations.get(invitation.organizationId);
  if (organization === undefined) throw notFound('Organization');
  const { id, name, slug, has_image, image_url } = organizationJSON(instance, organization);
  return {
    object: 'organization_invitation',
    id: invitation.id,
    email_address: invitation.email,
    public_organization_data: { id, name, slug, has_image, image_url },
    public_metadata: invitation.publicMetadata,
    status: invitation.status,
    role: invitation.role,
    created_at: invitation.createdAt,
    updated_at: invitation.updatedAt,
  };
}
