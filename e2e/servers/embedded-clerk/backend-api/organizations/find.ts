import type { FapiError } from '../../http/errors';
import type { Instance } from '../../instance';
import type { Organization } from '../../store/organization-model';
import { rows } from '../../store/queries';
import { notFound } from '../errors';

/** The organisation of this id or slug, which Clerk's paths take alike. Throws 404 without one. */
export function findOrganization(instance: Instance, idOrSlug: string): Organization {
  const { organizations } = instance.store;
  const found =
    organizations.get(idOrSlug) ?? rows(organizations, ({ slug }) => slug === idOrSlug)[0];
  if (found === undefined) throw organizationNotFound();
  return found;
}

function organizationNotFound(): FapiError {
  return notFound('Given organization not found.');
}
