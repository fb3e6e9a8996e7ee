import type { PublicUserDataJSON } from '@clerk/shared/types';
import type { Instance } from '../../instance';
import type { User } from '../../store/model';
import { primaryEmail } from '../../store/queries';
import { imageUrl } from '../../well-known/image';

/** What other people may see of `user`. */
export function publicUserDataJSON(instance: Instance, user: User): PublicUserDataJSON {
  return {
    first_name: user.firstName,
    last_name: user.lastName,
    image_url: imageUrl(instance, user.id, user.updatedAt),
    has_image: user.image !== null,
    identifier: primaryEmail(user),
    user_id: user.id,
  };
}
