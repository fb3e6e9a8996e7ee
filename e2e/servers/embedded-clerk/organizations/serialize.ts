import type { Instance } from '../instance';
import type { Organization, Permission, Role } from '../store/organization-model';
import { rows } from '../store/queries';
import { imageUrl } from '../well-known/image';
import { isCreatorEligible, permissionsOf } from './roles';

/** An organisation, with its members and pending invitations counted. */
export function organizationJSON(instance: Instance, organization: Organization) {
  const { memberships, invitations } = instance.store;
  const url = imageUrl(instance, organization.id, organization.updatedAt);
  const own = (row: { organizationId: string }) => row.organizationId === organization.id;
  return {
    object: 'organization',
    id: organization.id,
    image_url: url,
    logo_url: organization.image === null ? null : url,
    has_image: organization.image !== null,
    name: organization.name,
    slug: organization.slug,
    public_metadata: organization.publicMetadata,
    created_at: organization.createdAt,
    updated_at: organization.updatedAt,
    members_count: rows(memberships, own).length,
    pending_invitations_count: rows(invitations, (row) => own(row) && row.status === 'pending')
      .length,
    admin_delete_enabled: organization.adminDeleteEnabled,
    max_allowed_memberships: organization.maxAllowedMemberships,
  };
}

/** A permission, Clerk's own or one that a backend has made. */
export function permissionJSON(permission: Permission) {
  return {
    object: 'permission',
    id: permission.id,
    key: permission.key,
    name: permission.name,
    description: permission.description,
    type: permission.type,
    created_at: permission.createdAt,
    updated_at: permission.updatedAt,
  };
}

/** A role as the role picker and the Backend API list it. */
export function roleJSON(instance: Instance, role: Role) {
  return {
    object: 'role',
    id: role.id,
    key: role.key,
    name: role.name,
    description: role.description,
    is_creator_eligible: isCreatorEligible(instance, role),
    permissions: permissionsOf(instance, role).map(permissionJSON),
    created_at: role.createdAt,
    updated_at: role.updatedAt,
  };
}
