import type { Instance } from '../../instance';
import type { User } from '../../store/user-model';
import { notFound } from '../errors';

/** The user with this id. Throws Clerk's 404 if there is none. */
export function findUser({ store }: Instance, id: string): User {
  const user = store.users.get(id);
  if (user === undefined) throw notFound(`No user was found with id ${id}.`);
  return user;
}
