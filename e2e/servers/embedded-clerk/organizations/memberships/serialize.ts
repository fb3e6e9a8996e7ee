import { notFound } from '../../http/errors';
import type { Instance } from '../../instance';
import { publicUserDataJSON } from '../../me/user/public-user-data';
import type { Membership } from '../../store/organization-model';
import { permissionsOf, roleOf } from '../roles';
import { organizationJSON } from '../serialize';

/** A membership with its organisation, permissions and the member's public data. */
export function membershipJSON(instance: Instance, membership: Membership) {
  const organization = instance.store.organizations.get(membership.organizationId);
  const user = instance.store.users.get(membership.userId);
  if (organization === undefined || user === undefined) throw notFound('Membership');
  const role = roleOf(instance, membership);
  return {
    object: 'organization_membership',
    id: membership.id,
    organization: organizationJSON(instance, organization),
    permissions: permissionsOf(instance, role).map(({ key }) => key),
    public_metadata: membership.publicMetadata,
    public_user_data: { ...publicUserDataJSON(instance, user), user_id: user.id },
    role: role.key,
    role_name: role.name,
    created_at: membership.createdAt,
    updated_at: membership.updatedAt,
  };
}
