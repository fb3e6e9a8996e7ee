import { notAllowed, notAMember, notFound } from '../http/errors';
import type { FapiContext } from '../http/fapi-env';
import type { Instance } from '../instance';
import { actingUser } from '../sessions/acting-session';
import type { Membership, Organization } from '../store/organization-model';
import { findMembership } from '../store/queries';
import { permissionsOf, roleOf } from './roles';

/** The asking user's place in organisation `id`. 404 if there is none, 403 for anyone outside it. */
export function actingMembership(
  instance: Instance,
  c: FapiContext,
  id: string,
): { organization: Organization; membership: Membership } {
  const user = actingUser(instance, c);
  const organization = instance.store.organizations.get(id);
  const membership = findMembership(instance.store, id, user.id);
  if (organization === undefined) throw notFound('Organization');
  if (membership === undefined) throw notAMember();
  return { organization, membership };
}

/** Organisation `id`, if the asking user's role grants `permission` in it; 403 otherwise. */
export function requirePermission(
  instance: Instance,
  c: FapiContext,
  id: string,
  permission: string,
): Organization {
  const { organization, membership } = actingMembership(instance, c, id);
  const granted = permissionsOf(instance, roleOf(instance, membership));
  if (!granted.some(({ key }) => key === permission)) throw notAllowed();
  return organization;
}
