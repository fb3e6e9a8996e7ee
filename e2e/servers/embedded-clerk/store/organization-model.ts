import { z } from 'zod';
import { dates, Image, Metadata } from './common-model';

// The rows of organisations and of who belongs to them.

export const RoleKey = z.enum(['org:admin', 'org:member']);
export type RoleKey = z.output<typeof RoleKey>;

/** What a role may let its members do, as an application's backend has made it. */
export const Permission = z.object({
  id: z.string(),
  key: z.string(),
  name: z.string(),
  description: z.string(),
  ...dates,
});
export type Permission = z.output<typeof Permission>;

export const Organization = z.object({
  id: z.string(),
  name: z.string(),
  slug: z.string(),
  image: Image.nullable(),
  publicMetadata: Metadata,
  privateMetadata: Metadata,
  createdBy: z.string().nullable(),
  maxAllowedMemberships: z.number(),
  adminDeleteEnabled: z.boolean(),
  ...dates,
});
export type Organization = z.output<typeof Organization>;

export const Membership = z.object({
  id: z.string(),
  organizationId: z.string(),
  userId: z.string(),
  role: RoleKey,
  publicMetadata: Metadata,
  privateMetadata: Metadata,
  ...dates,
});
export type Membership = z.output<typeof Membership>;

export const Invitation = z.object({
  id: z.string(),
  organizationId: z.string(),
  email: z.string(),
  role: RoleKey,
  status: z.enum(['pending', 'accepted', 'revoked']),
  inviterId: z.string().nullable(),
  publicMetadata: Metadata,
  privateMetadata: Metadata,
  expireAt: z.number(),
  ...dates,
});
export type Invitation = z.output<typeof Invitation>;
