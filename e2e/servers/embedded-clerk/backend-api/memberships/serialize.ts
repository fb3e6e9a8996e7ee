import type { Instance } from '../../instance';
import { membershipJSON as frontendMembershipJSON } from '../../organizations/memberships/serialize';
import type { Membership } from '../../store/organization-model';
import { findOrganization } from '../organizations/find';
import { organizationJSON } from '../organizations/serialize';

/** `membership` as its user sees it, with what only the application may see. */
export function membershipJSON(instance: Instance, membership: Membership) {
  const { public_user_data, ...json } = frontendMembershipJSON(instance, membership);
  return {
    ...json,
    organization: organizationJSON(instance, findOrganization(instance, membership.organizationId)),
    private_metadata: membership.privateMetadata,
    public_user_data: {
      ...public_user_data,
      /** Deprecated by Clerk, and still required by its document. */
      profile_image_url: public_user_data?.image_url ?? null,
    },
  };
}
