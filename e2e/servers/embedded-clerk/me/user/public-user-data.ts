import type { Instance } from '../../instance';
import { identifierOf } from '../../store/queries';
import type { User } from '../../store/user-model';
import { imageUrl } from '../../well-known/image';

/** What other people may see of `user`. A membership adds the user's id to it, a session does not. */
export function publicUserDataJSON(instance: Instance, user: User) {
  const url = imageUrl(instance, user.id, user.updatedAt);
  return {
    first_name: user.firstName,
    last_name: user.lastName,
    image_url: url,
    has_image: user.image !== null,
    identifier: identifierOf(user),
    username: user.username,
    profile_image_url: url,
  };
}
