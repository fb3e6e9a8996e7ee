import type { Instance } from '../instance';
import type { Organization, RoleKey } from '../store/organization-model';
import { rows } from '../store/queries';
import { imageUrl } from '../well-known/image';
import { roleNames } from './roles';

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
export function permissionJSON({ store }: Instance, key: string) {
  const [made] = rows(store.customPermissions, (row) => row.key === key);
  return {
    object: 'permission',
    id: made?.id ?? `perm_${key}`,
    key,
    name: made?.name ?? key,
    description: made?.description ?? key,
    type: key.startsWith('org:sys_') ? 'system' : 'user',
    created_at: made?.createdAt ?? 0,
    updated_at: made?.updatedAt ?? 0,
  };
}

/** A role as the role picker and the Backend API list it. */
export function roleJSON(instance: Instance, key: RoleKey) {
  return {
    object: 'role',
    id: `role_${key.replace('org:', '')}`,
    key,
    name: roleNames[key],
    description: `${roleNames[key]} of the organization`,
    is_creator_eligible: key === 'org:admin',
    permissions: instance.roles
      .permissions(key)
      .map((permission) => permissionJSON(instance, permission)),
    created_at: 0,
    updated_at: 0,
  };
}
