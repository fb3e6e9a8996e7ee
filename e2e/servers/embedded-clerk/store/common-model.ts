import type { ClerkAPIErrorJSON, OAuthProvider, VerificationStatus } from '@clerk/shared/types';
import { z } from 'zod';

// What an embedded Clerk remembers, each row as it is in memory (what `decode` gives) and as JSON (what
// `encode` gives). The types are taken from the schemas, so that neither can forget a field. Times are
// milliseconds since the epoch, as in Clerk's JSON. Here is what rows of several kinds have.

const passwordBytes = z.codec(z.base64(), z.instanceof(Buffer), {
  decode: (text) => Buffer.from(text, 'base64'),
  encode: (buffer) => buffer.toString('base64'),
});
/** Bytes, in base 64 in JSON. */
export const bytes = z.codec(z.base64(), z.custom<Uint8Array<ArrayBuffer>>(), {
  decode: (text) => new Uint8Array(Buffer.from(text, 'base64')),
  encode: (array) => Buffer.from(array).toString('base64'),
});
/** A word of Clerk's, as its SDK types it. */
export const status = <T extends string>() => z.custom<T>((value) => typeof value === 'string');
/** What an application keeps with a row, in any shape. */
export const Metadata = z.record(z.string(), z.unknown());
/** When a row was made, and changed last. */
export const dates = { createdAt: z.number(), updatedAt: z.number() };

/** A salted scrypt digest: what is kept instead of a password. */
export const PasswordDigest = z.object({ salt: passwordBytes, hash: passwordBytes });
export type PasswordDigest = z.output<typeof PasswordDigest>;

export const Image = z.object({ type: z.string(), bytes });
export type Image = z.output<typeof Image>;

/** One attempt at proving an identifier. The code is compared, never sent to the client. */
export const Verification = z.object({
  strategy: z.string(),
  status: status<VerificationStatus>(),
  code: z.string().nullable(),
  /** Null, as `expireAt`, for what an administrator verified. */
  attempts: z.number().nullable(),
  expireAt: z.number().nullable(),
  /** Of a passkey: what the browser hands to an authenticator, as JSON. `code` is its challenge. */
  nonce: z.string().optional(),
  /** The client in whose browser a link was followed. */
  verifiedAtClient: z.string().optional(),
});
export type Verification = z.output<typeof Verification>;

/** Whom a provider says somebody is. */
export const ExternalProfile = z.object({
  provider: status<OAuthProvider>(),
  /** What the provider itself knows them by. */
  subject: z.string(),
  email: z.string(),
  emailVerified: z.boolean(),
  firstName: z.string().nullable(),
  lastName: z.string().nullable(),
});
export type ExternalProfile = z.output<typeof ExternalProfile>;

/** One attempt at proving an account at a provider. */
export const ExternalVerification = z.object({
  strategy: z.string(),
  status: status<VerificationStatus>(),
  /** The page at the provider, until somebody has come back from it. */
  url: z.string().nullable(),
  error: z.custom<ClerkAPIErrorJSON>().nullable(),
  expireAt: z.number(),
  /** `null` until the provider has spoken. */
  profile: ExternalProfile.nullable(),
});
export type ExternalVerification = z.output<typeof ExternalVerification>;
