import { readFile } from 'node:fs/promises';
import type { ClerkClient } from '@clerk/backend';
import { isClerkAPIResponseError } from '@clerk/shared/error';
import { z } from 'zod';
import { UserError } from '../../../src/build/command/user-error';

/** The file cannot be read, or does not say what a seed file says. The message says where. */
class SeedError extends UserError {
  override name = 'SeedError';
}

const Seed = z.strictObject({
  users: z
    .array(
      z
        .strictObject({
          email: z.email().exactOptional(),
          phone: z.e164().exactOptional(),
          username: z.string().exactOptional(),
          password: z.string().min(8),
          firstName: z.string().exactOptional(),
          lastName: z.string().exactOptional(),
          publicMetadata: z.record(z.string(), z.unknown()).exactOptional(),
        })
        .refine(({ email, phone, username }) => email ?? phone ?? username, {
          error: 'A user needs an email, a phone or a username',
        }),
    )
    .default([]),
  organizations: z
    .array(
      z.strictObject({
        name: z.string().min(1),
        slug: z.string().exactOptional(),
        members: z
          .array(z.strictObject({ email: z.email(), role: z.enum(['org:admin', 'org:member']) }))
          .default([]),
      }),
    )
    .default([]),
});
export type Seed = z.output<typeof Seed>;

/** Reads the seed file at `path`. Rejects with `SeedError`. */
export async function readSeed(path: string): Promise<Seed> {
  let value: unknown;
  try {
    value = JSON.parse(await readFile(path, 'utf8'));
  } catch (error) {
    throw new SeedError(`${path} cannot be read: ${(error as Error).message}.`);
  }
  const parsed = Seed.safeParse(value);
  if (!parsed.success) {
    throw new SeedError(`${path} is no seed file:\n${z.prettifyError(parsed.error)}`);
  }
  const known = new Set(parsed.data.users.map(({ email }) => email));
  for (const { name, members } of parsed.data.organizations) {
    const stranger = members.find(({ email }) => !known.has(email));
    if (stranger) {
      throw new SeedError(`${path}: ${stranger.email} is in "${name}", but not among the users.`);
    }
  }
  return parsed.data;
}

/** What Clerk says of the first thing that is wrong with a request. */
function refusalOf(error: unknown): string {
  return isClerkAPIResponseError(error)
    ? (error.errors[0]?.longMessage ?? error.message)
    : String(error);
}

/**
 * Makes everybody that `seed` names, by the Backend API: real Clerk would take the same
 * calls. Rejects with `SeedError` for a user that the instance does not take.
 */
export async function plantSeed(backend: ClerkClient, seed: Seed): Promise<void> {
  const ids = new Map<string, string>();
  for (const { email, phone, ...user } of seed.users) {
    const { id } = await backend.users
      .createUser({
        ...(email === undefined ? {} : { emailAddress: [email] }),
        ...(phone === undefined ? {} : { phoneNumber: [phone] }),
        ...user,
      })
      .catch((error: unknown) => {
        throw new SeedError(`${email ?? phone ?? user.username} was refused: ${refusalOf(error)}`);
      });
    if (email !== undefined) ids.set(email, id);
  }
  for (const { members, ...organization } of seed.organizations) {
    const { id } = await backend.organizations.createOrganization(organization);
    for (const { email, role } of members) {
      await backend.organizations.createOrganizationMembership({
        organizationId: id,
        userId: ids.get(email) ?? '',
        role,
      });
    }
  }
}
