import { badRequest } from '../../http/errors';
import type { Instance } from '../../instance';
import type { Membership } from '../../store/organization-model';
import { rows } from '../../store/queries';
import { isCreatorEligible, roleNamed, roleOf } from '../roles';

/**
 * Gives `membership` the role of this key. Throws 422 if there is none, and 400 where it is the last that
 * may do what a creator has to, and the new role may not.
 */
export function changeRole(instance: Instance, membership: Membership, key: string): void {
  const role = roleNamed(instance, key);
  if (!isCreatorEligible(instance, role)) assertAnotherAdmin(instance, membership);
  membership.roleId = role.id;
  membership.updatedAt = instance.clock.now();
}

/** Throws Clerk's answer if `membership` is the last that may do what a creator of an organisation has to. */
export function assertAnotherAdmin(instance: Instance, membership: Membership): void {
  const admins = rows(
    instance.store.memberships,
    (row) =>
      row.organizationId === membership.organizationId &&
      isCreatorEligible(instance, roleOf(instance, row)),
  );
  if (admins.length === 1 && admins[0] === membership) {
    throw badRequest(
      'organization_minimum_permissions_needed',
      'minimum permissions needed',
      'There has to be at least one organization member with the minimum required permissions.',
    );
  }
}
