import type { RoleKey } from '../store/organization-model';

/** What Clerk lets each built-in role do. These system permissions never enter a session token. */
const systemPermissions: Record<RoleKey, readonly string[]> = {
  'org:admin': [
    'org:sys_profile:manage',
    'org:sys_profile:delete',
    'org:sys_memberships:read',
    'org:sys_memberships:manage',
    'org:sys_domains:read',
    'org:sys_domains:manage',
  ],
  'org:member': ['org:sys_memberships:read'],
};

export const roleNames: Record<RoleKey, string> = { 'org:admin': 'Admin', 'org:member': 'Member' };

export const roleKeys: readonly RoleKey[] = ['org:admin', 'org:member'];

/** The roles of an instance: Clerk's two built-in ones, with the custom permissions added to them. */
export type Roles = {
  /** Adds a permission, `org:<feature>:<action>`, to a role. */
  grant(role: RoleKey, permission: string): void;
  /** Every permission of `role`, system ones included. */
  permissions(role: RoleKey): string[];
  /** The custom permissions of `role`, those a session token carries. */
  customPermissions(role: RoleKey): string[];
  /** The custom permissions of all roles. */
  custom(): Record<RoleKey, string[]>;
};

/** Roles with these custom permissions, or with none yet. */
export function createRoles(granted?: Record<RoleKey, string[]>): Roles {
  const custom: Record<RoleKey, Set<string>> = {
    'org:admin': new Set(granted?.['org:admin']),
    'org:member': new Set(granted?.['org:member']),
  };
  return {
    grant: (role, permission) => void custom[role].add(permission),
    permissions: (role) => [...systemPermissions[role], ...custom[role]],
    customPermissions: (role) => [...custom[role]],
    custom: () => ({
      'org:admin': [...custom['org:admin']],
      'org:member': [...custom['org:member']],
    }),
  };
}
