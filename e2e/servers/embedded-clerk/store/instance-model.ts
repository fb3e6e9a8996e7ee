import { z } from 'zod';
import { dates, Metadata } from './common-model';

// What an application's backend sets and hands out.

/** A JWT template: `{{user.id}}`-style shortcodes in string claims are filled in. */
export const Template = z.object({
  id: z.string(),
  name: z.string(),
  claims: Metadata,
  lifetimeSeconds: z.number(),
  allowedClockSkewSeconds: z.number(),
  ...dates,
});
export type Template = z.output<typeof Template>;

/** Where a native application may be sent back to after OAuth. */
export const RedirectUrl = z.object({ id: z.string(), url: z.string(), ...dates });
export type RedirectUrl = z.output<typeof RedirectUrl>;

/** A second domain of the instance's, which shares the sign-in of the first. */
export const SatelliteDomain = z.object({
  id: z.string(),
  name: z.string(),
  proxyUrl: z.string().nullable(),
  ...dates,
});
export type SatelliteDomain = z.output<typeof SatelliteDomain>;

/** Signs its user in without further proof, once. */
export const SignInToken = z.object({
  id: z.string(),
  userId: z.string(),
  organizationId: z.string().nullable(),
  status: z.enum(['pending', 'accepted', 'revoked']),
  expireAt: z.number(),
  ...dates,
});
export type SignInToken = z.output<typeof SignInToken>;

/** Signs somebody else, `actor`, in as its user, once. */
export const ActorToken = z.object({
  id: z.string(),
  userId: z.string(),
  actor: Metadata,
  status: z.enum(['pending', 'accepted', 'revoked']),
  expireAt: z.number(),
  /** How long the session may last, in milliseconds. */
  sessionLifetimeMs: z.number(),
  ...dates,
});
export type ActorToken = z.output<typeof ActorToken>;

/** Whom the instance keeps out. Fields as Clerk names them. */
export const Restrictions = z.object({
  allowlist: z.boolean(),
  blocklist: z.boolean(),
  /** Where it is off, the lists are also for whoever signs in. */
  allowlist_blocklist_disabled_on_sign_in: z.boolean(),
  block_email_subaddresses: z.boolean(),
  block_disposable_email_domains: z.boolean(),
});
export type Restrictions = z.output<typeof Restrictions>;

/** As an instance begins, which keeps nobody out. */
export const noRestrictions = (): Restrictions => ({
  allowlist: false,
  blocklist: false,
  allowlist_blocklist_disabled_on_sign_in: false,
  block_email_subaddresses: false,
  block_disposable_email_domains: false,
});

/** What is set for the instance as a whole, from its backend. */
export const Settings = z.object({
  /** Origins of native applications and extensions; `null` until some are set. */
  allowedOrigins: z.array(z.string()).nullable(),
  /** The role of whoever creates an organisation. */
  creatorRoleId: z.string(),
  /** The role of whoever joins one by a verified domain. */
  defaultRoleId: z.string(),
  // Files from earlier versions have neither.
  restrictions: Restrictions.default(noRestrictions),
  /** Where the primary domain's own server passes requests on, if it does. */
  proxyUrl: z.string().nullable().default(null),
});
export type Settings = z.output<typeof Settings>;
