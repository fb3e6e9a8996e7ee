import { badRequest } from '../../http/errors';
import type { Instance } from '../../instance';
import type { Membership } from '../../store/organization-model';
import { rows } from '../../store/queries';

/** Throws Clerk's answer if `membership` is the last admin's: an organisation keeps one. */
export function assertAnotherAdmin(instance: Instance, membership: Membership): void {
  const admins = rows(
    instance.store.memberships,
    (row) => row.organizationId === membership.organizationId && row.role === 'org:admin',
  );
  if (admins.length === 1 && admins[0] === membership) {
    throw badRequest(
      'organization_minimum_permissions_needed',
      'minimum permissions needed',
      'There has to be at least one organization member with the minimum required permissions.',
    );
  }
}
