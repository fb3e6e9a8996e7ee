import type { Session } from '@clerk/backend';
import { type BackendAccess, createBackendClient } from './backend-client';

// Who and what is there, made and looked up by the Backend API: real Clerk takes the same calls.

export type NewUser = {
  email: string;
  password: string;
  username?: string;
  firstName?: string;
  lastName?: string;
  publicMetadata?: UserPublicMetadata;
};

/** Adds somebody whose address is verified. Resolves to what they sign in with, and their id. */
export async function addUser(clerk: BackendAccess, { email, ...user }: NewUser) {
  const { id } = await createBackendClient(clerk).users.createUser({
    emailAddress: [email],
    ...user,
  });
  return { id, email, password: user.password };
}

export type NewOrganization = {
  name: string;
  slug?: string;
  members: { userId: string; role: string }[];
};

/** Adds an organisation with these members. Resolves to its id, name and slug. */
export async function addOrganization(
  clerk: BackendAccess,
  { members, ...organization }: NewOrganization,
) {
  const { organizations } = createBackendClient(clerk);
  const { id, name, slug } = await organizations.createOrganization(organization);
  for (const member of members) {
    await organizations.createOrganizationMembership({ organizationId: id, ...member });
  }
  return { id, name, slug };
}

/** Makes a permission, `org:<feature>:<action>`, and gives it to a role, whose tokens then carry it. */
export async function addPermission(
  clerk: BackendAccess,
  role: 'org:admin' | 'org:member',
  key: string,
): Promise<void> {
  const { organizationPermissions, organizationRoles } = createBackendClient(clerk);
  const { id } = await organizationPermissions.createOrganizationPermission({ name: key, key });
  const { data } = await organizationRoles.getOrganizationRoleList({ query: role });
  await organizationRoles.assignPermissionToOrganizationRole({
    organizationRoleId: data.find((row) => row.key === role)?.id ?? '',
    permissionId: id,
  });
}

/**
 * The active sessions of a user, on every client and oldest first. Without `userId` those of everybody, at
 * most a hundred, which Clerk advises against where there are many users.
 */
export async function activeSessions(clerk: BackendAccess, userId?: string): Promise<Session[]> {
  const { data } = await createBackendClient(clerk).sessions.getSessionList({
    status: 'active',
    limit: 100,
    ...(userId === undefined ? {} : { userId }),
  });
  return data.reverse();
}

/** Revokes every session of a user, on every client. */
export async function signOutEverywhere(clerk: BackendAccess, userId: string): Promise<void> {
  const { sessions } = createBackendClient(clerk);
  const active = await activeSessions(clerk, userId);
  await Promise.all(active.map(({ id }) => sessions.revokeSession(id)));
}

/** Gives a user a second factor: codes to a number for which Clerk's test mode takes 424242. */
export async function addSecondFactorPhone(clerk: BackendAccess, userId: string): Promise<void> {
  await createBackendClient(clerk).phoneNumbers.createPhoneNumber({
    userId,
    phoneNumber: '+12015550142',
    verified: true,
    reservedForSecondFactor: true,
  });
}

/** Adds a JWT template; a token of it lives for `lifetime` seconds. */
export async function addTemplate(
  clerk: BackendAccess,
  name: string,
  claims: Record<string, unknown>,
  lifetime: number,
): Promise<void> {
  await createBackendClient(clerk).jwtTemplates.create({ name, claims, lifetime });
}

/** Lets native applications come back to `url` from a provider. */
export async function allowRedirectUrl(clerk: BackendAccess, url: string): Promise<void> {
  await createBackendClient(clerk).redirectUrls.createRedirectUrl({ url });
}
