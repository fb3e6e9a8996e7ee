import { parametersInvalid } from '../http/parameters';
import type { Instance } from '../instance';
import type { Permission, Role } from '../store/organization-model';
import { rows } from '../store/queries';

/** What the creator of an organisation has to be able to do, so that none is left that nobody can manage. */
const creatorPermissions = [
  'org:sys_memberships:manage',
  'org:sys_memberships:read',
  'org:sys_profile:delete',
];

/** The role that a request names by its key. Throws 422 if there is none. */
export function roleNamed({ store }: Instance, key: string): Role {
  const [role] = rows(store.roles, (row) => row.key === key);
  if (role === undefined) throw parametersInvalid([{ param: 'role', kind: 'invalid' }]);
  return role;
}

/** The role of whoever creates an organisation. */
export function creatorRole(instance: Instance): Role {
  return roleOf(instance, { roleId: instance.store.settings.creatorRoleId });
}

/** The role of a member, or the one that an invitation promises. It is there: a role in use stays. */
export function roleOf({ store }: Instance, { roleId }: { roleId: string }): Role {
  const role = store.roles.get(roleId);
  if (role === undefined) throw new Error(`The role ${roleId} is in use, and gone.`);
  return role;
}

/** What a role lets its members do, Clerk's own permissions included, in the order of granting. */
export function permissionsOf({ store }: Instance, role: Role): Permission[] {
  return role.permissionIds.flatMap((id) => store.permissions.get(id) ?? []);
}

/** The keys of those that an application has made: the ones that a session token carries. */
export function customPermissionKeys(instance: Instance, role: Role): string[] {
  return permissionsOf(instance, role)
    .filter(({ type }) => type === 'user')
    .map(({ key }) => key);
}

/** Whether a role has what Clerk asks of the one that the creator of an organisation gets. */
export function isCreatorEligible(instance: Instance, role: Role): boolean {
  const keys = permissionsOf(instance, role).map(({ key }) => key);
  return creatorPermissions.every((key) => keys.includes(key));
}
