import { z } from 'zod';
import { dates, Image, Metadata } from './common-model';

// The rows of organisations and of who belongs to them.

/** What a role may let its members do. */
export const Permission = z.object({
  id: z.string(),
  key: z.string(),
  name: z.string(),
  description: z.string(),
  /** `system` for Clerk's own, which stay as they are. */
  type: z.enum(['system', 'user']),
  ...dates,
});
export type Permission = z.output<typeof Permission>;

export const Role = z.object({
  id: z.string(),
  /** `org:` and a name: what memberships are given, and tokens carry. */
  key: z.string(),
  name: z.string(),
  /** Empty without one: the Frontend API's document has no null here. */
  description: z.string(),
  permissionIds: z.array(z.string()),
  ...dates,
});
export type Role = z.output<typeof Role>;

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
  roleId: z.string(),
  publicMetadata: Metadata,
  privateMetadata: Metadata,
  ...dates,
});
export type Membership = z.output<typeof Membership>;

export const Invitation = z.object({
  id: z.string(),
  organizationId: z.string(),
  email: z.string(),
  roleId: z.string(),
  status: z.enum(['pending', 'accepted', 'revoked']),
  inviterId: z.string().nullable(),
  publicMetadata: Metadata,
  privateMetadata: Metadata,
  expireAt: z.number(),
  ...dates,
});
export type Invitation = z.output<typeof Invitation>;
