import type { OAuthProvider } from '@clerk/shared/types';
import { z } from 'zod';
import {
  bytes,
  dates,
  ExternalVerification,
  Image,
  Metadata,
  PasswordDigest,
  status,
  Verification,
} from './common-model';

// The rows of people, with all by which they prove who they are.

/** An account at a provider that its owner has connected, or is about to. */
export const ExternalAccount = z.object({
  id: z.string(),
  identificationId: z.string(),
  provider: status<OAuthProvider>(),
  verification: ExternalVerification,
  ...dates,
});
export type ExternalAccount = z.output<typeof ExternalAccount>;

export const EmailAddress = z.object({
  id: z.string(),
  email: z.string(),
  verification: Verification.nullable(),
  /** Nobody else can have it, and its owner signs in with it, whether it is proved or not. */
  reserved: z.boolean().default(false),
  ...dates,
});
export type EmailAddress = z.output<typeof EmailAddress>;

export const PhoneNumber = z.object({
  id: z.string(),
  /** In E.164: a plus and digits. */
  phone: z.string(),
  verification: Verification.nullable(),
  /** Its codes are a second factor, and no first one any more. */
  reservedForSecondFactor: z.boolean(),
  defaultSecondFactor: z.boolean(),
  ...dates,
});
export type PhoneNumber = z.output<typeof PhoneNumber>;

/** What an authenticator app shares with Clerk. */
export const AuthenticatorApp = z.object({
  id: z.string(),
  /** In base 32. */
  secret: z.string(),
  verified: z.boolean(),
  /** The half minute whose code was accepted last. */
  lastStep: z.number(),
  ...dates,
});
export type AuthenticatorApp = z.output<typeof AuthenticatorApp>;

/** The public half of a key on a person's device. */
export const PasskeyCredential = z.object({
  /** As the device calls it, in base64url. */
  id: z.string(),
  publicKey: bytes,
  transports: z.array(z.string()),
});
export type PasskeyCredential = z.output<typeof PasskeyCredential>;

export const Passkey = z.object({
  id: z.string(),
  name: z.string(),
  verification: Verification,
  /** `null` until it is registered. */
  credential: PasskeyCredential.nullable(),
  lastUsedAt: z.number().nullable(),
  ...dates,
});
export type Passkey = z.output<typeof Passkey>;

export const User = z.object({
  id: z.string(),
  emails: z.array(EmailAddress),
  primaryEmailId: z.string().nullable(),
  phones: z.array(PhoneNumber),
  primaryPhoneId: z.string().nullable(),
  username: z.string().nullable(),
  externalAccounts: z.array(ExternalAccount),
  firstName: z.string().nullable(),
  lastName: z.string().nullable(),
  image: Image.nullable(),
  password: PasswordDigest.nullable(),
  passwordUpdatedAt: z.number().nullable(),
  /** Its owner has to choose another. */
  passwordCompromised: z.boolean().optional(),
  authenticatorApp: AuthenticatorApp.nullable(),
  backupCodes: z.array(PasswordDigest),
  passkeys: z.array(Passkey),
  publicMetadata: Metadata,
  privateMetadata: Metadata,
  unsafeMetadata: Metadata,
  /** The id that the application itself knows the user by. */
  externalId: z.string().nullable(),
  banned: z.boolean(),
  /** Wrong passwords since the last right one. */
  failedAttempts: z.number(),
  lockedUntil: z.number().nullable(),
  lastSignInAt: z.number().nullable(),
  legalAcceptedAt: z.number().nullable().default(null),
  ...dates,
});
export type User = z.output<typeof User>;
