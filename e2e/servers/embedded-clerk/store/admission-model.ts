import { z } from 'zod';
import { dates, Metadata } from './common-model';

// The rows of who may sign up, who may not, and who would like to.

/** Asks somebody to sign up, by a link in a mail. */
export const ApplicationInvitation = z.object({
  id: z.string(),
  email: z.string(),
  /** Becomes the user's own. */
  publicMetadata: Metadata,
  status: z.enum(['pending', 'accepted', 'revoked']),
  /** Where the link leads to, in place of the account portal. */
  redirectUrl: z.string().nullable(),
  expireAt: z.number(),
  ...dates,
});
export type ApplicationInvitation = z.output<typeof ApplicationInvitation>;

/** Somebody who waits to be invited. */
export const WaitlistEntry = z.object({
  id: z.string(),
  email: z.string(),
  status: z.enum(['pending', 'invited', 'completed', 'rejected']),
  invitationId: z.string().nullable(),
  ...dates,
});
export type WaitlistEntry = z.output<typeof WaitlistEntry>;

/** An address, a number, or all addresses at a domain, on the allowlist or the blocklist. */
export const ListedIdentifier = z.object({
  id: z.string(),
  /** In lower case; `*@` stands for any mailbox, `*@*.` for any mailbox at any subdomain. */
  identifier: z.string(),
  type: z.enum(['email_address', 'phone_number', 'web3_wallet']),
  /** Of an allowed one who was told so. */
  invitationId: z.string().nullable(),
  ...dates,
});
export type ListedIdentifier = z.output<typeof ListedIdentifier>;
