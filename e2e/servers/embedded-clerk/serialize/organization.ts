import type {
  OrganizationInvitationJSON,
  OrganizationJSON,
  OrganizationMembershipJSON,
  RoleJSON,
  UserOrganizationInvitationJSON,
} from '@clerk/shared/types';
import { notFound } from '../errors';
import type { Instance } from '../instance';
import type { Invitation, Membership, Organization, RoleKey } from '../model';
import { roleNames } from '../roles';
import { rows } from '../store';
import { imageUrl } from './image';
import { publicUserDataJSON } from './user';

/** How many members the environment says an organisation may have. */
export const maxMemberships = 100;

/** An organisation, with its members and pending invitations counted. */
export function organizationJSON(instance: Instance, organization: Organization): OrganizationJSON {
  const { memberships, invitations } = instance.store;
  const own = (row: { organizationId: string }) => row.organizationId === organization.id;
  return {
    object: 'organization',
    id: organization.id,
    image_url: imageUrl(instance, organization.id, organization.updatedAt),
    has_image: organization.image !== null,
    name: organization.name,
    slug: organization.slug,
    public_metadata: {},
    created_at: organization.createdAt,
    updated_at: organization.updatedAt,
    members_count: rows(memberships, own).length,
    pending_invitations_count: rows(invitations, (row) => own(row) && row.status === 'pending')
      .length,
    admin_delete_enabled: true,
    max_allowed_memberships: maxMemberships,
  };
}

/** A membership with its organisation, permissions and the member's public data. */
export function membershipJSON(
  instance: Instance,
  membership: Membership,
): OrganizationMembershipJSON {
  const organization = instance.store.organizations.get(membership.organizationId);
  const user = instance.store.users.get(membership.userId);
  if (organization === undefined || user === undefined) throw notFound('Membership');
  return {
    object: 'organization_membership',
    id: membership.id,
    organization: organizationJSON(instance, organization),
    permissions: instance.roles.permissions(membership.role),
    public_metadata: {},
    public_user_data: publicUserDataJSON(instance, user),
    role: membership.role,
    role_name: roleNames[membership.role],
    created_at: membership.createdAt,
    updated_at: membership.updatedAt,
  };
}

/** An invitation as the organisation's admins see it. */
export function invitationJSON(invitation: Invitation): OrganizationInvitationJSON {
  return {
    object: 'organization_invitation',
    id: invitation.id,
    email_address: invitation.email,
    organization_id: invitation.organizationId,
    public_metadata: {},
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
    public_metadata: {},
    status: invitation.status,
    role: invitation.role,
    created_at: invitation.createdAt,
    updated_at: invitation.updatedAt,
  };
}

/** A role as the role picker lists it. */
export function roleJSON(instance: Instance, key: RoleKey): RoleJSON {
  const createdAt = 0;
  return {
    object: 'role',
    id: `role_${key.replace('org:', '')}`,
    key,
    name: roleNames[key],
    description: `${roleNames[key]} of the organization`,
    permissions: instance.roles.permissions(key).map((permission) => ({
      object: 'permission',
      id: `perm_${permission}`,
      key: permission,
      name: permission,
      description: permission,
      type: permission.startsWith('org:sys_') ? 'system' : 'user',
      created_at: createdAt,
      updated_at: createdAt,
    })),
    created_at: createdAt,
    updated_at: createdAt,
  };
}
