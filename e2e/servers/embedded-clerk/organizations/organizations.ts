import { deleteApiKeysOf } from '../api-keys/api-keys';
import { formError } from '../http/errors';
import { newId } from '../ids';
import type { Instance } from '../instance';
import type { Membership, Organization, Role } from '../store/organization-model';
import { rows } from '../store/queries';

/** How many members an organisation may have unless that is changed, as the environment says. */
export const maxMemberships = 100;

/** Creates an organisation without members. Throws Clerk's answer if the slug is taken. */
export function createOrganization(
  instance: Instance,
  name: string,
  slug: string = slugify(name),
): Organization {
  assertSlugFree(instance, slug);
  const now = instance.clock.now();
  const organization: Organization = {
    id: newId('org'),
    name,
    slug,
    image: null,
    publicMetadata: {},
    privateMetadata: {},
    createdBy: null,
    maxAllowedMemberships: maxMemberships,
    adminDeleteEnabled: true,
    createdAt: now,
    updatedAt: now,
  };
  instance.store.organizations.set(organization.id, organization);
  return organization;
}

/** Throws Clerk's answer if another organisation than `exceptId` has `slug`. */
export function assertSlugFree(instance: Instance, slug: string, exceptId?: string): void {
  const taken = rows(
    instance.store.organizations,
    (row) => row.slug === slug && row.id !== exceptId,
  );
  if (taken.length > 0) {
    throw formError('form_identifier_exists', 'slug', 'That slug is taken. Please try another.');
  }
}

/** Puts a user into an organisation. */
export function addMembership(
  instance: Instance,
  organizationId: string,
  userId: string,
  role: Role,
): Membership {
  const now = instance.clock.now();
  const membership: Membership = {
    id: newId('orgmem'),
    organizationId,
    userId,
    roleId: role.id,
    publicMetadata: {},
    privateMetadata: {},
    createdAt: now,
    updatedAt: now,
  };
  instance.store.memberships.set(membership.id, membership);
  return membership;
}

/** Deletes an organisation with its memberships, invitations and API keys. */
export function deleteOrganization(instance: Instance, id: string): void {
  const { memberships, invitations, organizations } = instance.store;
  for (const row of rows(memberships, (row) => row.organizationId === id)) {
    removeMembership(instance, row);
  }
  for (const row of rows(invitations, (row) => row.organizationId === id)) {
    invitations.delete(row.id);
  }
  deleteApiKeysOf(instance, id);
  organizations.delete(id);
}

/** Takes a membership away; sessions of its user that were in the organisation leave it. */
export function removeMembership(instance: Instance, membership: Membership): void {
  instance.store.memberships.delete(membership.id);
  const inside = rows(
    instance.store.sessions,
    (row) => row.userId === membership.userId && row.organizationId === membership.organizationId,
  );
  for (const session of inside) session.organizationId = null;
}

function slugify(name: string): string {
  const slug = name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '');
  return slug || newId('org').toLowerCase().replace('_', '-');
}
