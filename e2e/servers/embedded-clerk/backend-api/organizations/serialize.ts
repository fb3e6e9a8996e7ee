import type { Instance } from '../../instance';
import { organizationJSON as frontendOrganizationJSON } from '../../organizations/serialize';
import type { Organization } from '../../store/organization-model';

/**
 * `organization` as a member sees it, with what only the application may see. Its members are counted
 * only where that was asked for.
 */
export function organizationJSON(
  instance: Instance,
  organization: Organization,
  countMembers = false,
) {
  const { members_count, pending_invitations_count, ...json } = frontendOrganizationJSON(
    instance,
    organization,
  );
  return {
    ...json,
    ...(countMembers ? { members_count, pending_invitations_count } : {}),
    private_metadata: organization.privateMetadata,
    ...(organization.createdBy === null ? {} : { created_by: organization.createdBy }),
  };
}
