import type { EmbeddedClerk } from '../../servers/embedded-clerk/start';
import { createBackendClient } from './backend-client';

// Who and what is there, made by the Backend API: real Clerk takes the same calls.

export type NewUser = { email: string; password: string; firstName?: string; lastName?: string };

/** Adds somebody whose address is verified. Resolves to what they sign in with, and their id. */
export async function addUser(clerk: EmbeddedClerk, { email, ...user }: NewUser) {
  const { id } = await createBackendClient(clerk).users.createUser({
    emailAddress: [email],
    ...user,
  });
  return { id, email, password: user.password };
}

export type NewOrganization = {
  name: string;
  slug?: string;
  members: { userId: string; role: 'org:admin' | 'org:member' }[];
};

/** Adds an organisation with these members. Resolves to its id, name and slug. */
export async function addOrganization(
  clerk: EmbeddedClerk,
  { members, ...organization }: NewOrganization,
) {
  const { organizations } = createBackendClient(clerk);
  const { id, name, slug } = await organizations.createOrganization(organization);
  for (const member of members) {
    await organizations.createOrganizationMembership({ organizationId: id, ...member });
  }
  return { id, name, slug };
}

/** Revokes every session of a user, on every client. */
export async function signOutEverywhere(clerk: EmbeddedClerk, userId: string): Promise<void> {
  const { sessions } = createBackendClient(clerk);
  const { data } = await sessions.getSessionList({ userId, status: 'active' });
  await Promise.all(data.map(({ id }) => sessions.revokeSession(id)));
}

/** Adds a JWT template; a token of it lives for `lifetime` seconds. */
export async function addTemplate(
  clerk: EmbeddedClerk,
  name: string,
  claims: Record<string, unknown>,
  lifetime: number,
): Promise<void> {
  await createBackendClient(clerk).jwtTemplates.create({ name, claims, lifetime });
}

/** Lets native applications come back to `url` from a provider. */
export async function allowRedirectUrl(clerk: EmbeddedClerk, url: string): Promise<void> {
  await createBackendClient(clerk).redirectUrls.createRedirectUrl({ url });
}
