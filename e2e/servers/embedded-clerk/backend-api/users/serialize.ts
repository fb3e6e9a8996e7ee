import type { Instance } from '../../instance';
import { userJSON as frontendUserJSON } from '../../me/user/serialize';
import type { User } from '../../store/user-model';

/**
 * `user` as the application sees it: as users see themselves, without what is about the page they are on,
 * and with what only the application may see.
 */
export function userJSON(instance: Instance, user: User) {
  const { organization_memberships, profile_image_url, ...json } = frontendUserJSON(instance, user);
  return {
    ...json,
    private_metadata: user.privateMetadata,
  };
}
