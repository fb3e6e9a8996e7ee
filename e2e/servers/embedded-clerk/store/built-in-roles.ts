import { newId } from '../ids';
import type { Permission, Role } from './organization-model';

const systemPermissions: Record<string, string> = {
  'org:sys_profile:manage': 'Manage organization',
  'org:sys_profile:delete': 'Delete organization',
  'org:sys_memberships:read': 'Read members',
  'org:sys_memberships:manage': 'Manage members',
  'org:sys_domains:read': 'Read domains',
  'org:sys_domains:manage': 'Manage domains',
  'org:sys_api_keys:read': 'Read API keys',
  'org:sys_api_keys:manage': 'Manage API keys',
};

/** Clerk's own permissions, and its two roles: what every instance has until its backend changes them. */
export function builtInRoles() {
  const dates = { createdAt: 0, updatedAt: 0 };
  const permissions = Object.entries(systemPermissions).map(([key, name]): Permission => {
    return { id: newId('perm'), key, name, description: name, type: 'system', ...dates };
  });
  const role = (name: string, granted: readonly Permission[]): Role => ({
    id: newId('role'),
    key: `org:${name.toLowerCase()}`,
    name,
    description: `${name} of the organization`,
    permissionIds: granted.map(({ id }) => id),
    ...dates,
  });
  const admin = role('Admin', permissions);
  const memberPermissions = permissions.filter(({ key }) => key === 'org:sys_memberships:read');
  return { permissions, admin, member: role('Member', memberPermissions) };
}
