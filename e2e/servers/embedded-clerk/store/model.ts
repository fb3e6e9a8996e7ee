import type {
  ClerkAPIErrorJSON,
  LastAuthenticationStrategy,
  OAuthProvider,
  SessionStatus,
  SignInStatus,
  VerificationStatus,
} from '@clerk/shared/types';
import { z } from 'zod';

// The rows of people and instances that an embedded Clerk remembers, each as it is in memory (what
// `decode` gives) and as JSON (what `encode` gives). The types are taken from the schemas, so that
// neither can forget a field. Times are milliseconds since the epoch, as in Clerk's JSON.

const passwordBytes = z.codec(z.base64(), z.instanceof(Buffer), {
  decode: (text) => Buffer.from(text, 'base64'),
  encode: (buffer) => buffer.toString('base64'),
});
const bytes = z.codec(z.base64(), z.custom<Uint8Array<ArrayBuffer>>(), {
  decode: (text) => new Uint8Array(Buffer.from(text, 'base64')),
  encode: (array) => Buffer.from(array).toString('base64'),
});
const status = <T extends string>() => z.custom<T>((value) => typeof value === 'string');
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
  /** How often it has signed, where a device counts. */
  counter: z.number(),
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
  ...dates,
});
export type User = z.output<typeof User>;

/** A session whose user is to prove again who they are, and how far they have come. */
const Reverification = z.object({
  level: z.enum(['first_factor', 'second_factor', 'multi_factor']),
  status: z.enum(['needs_first_factor', 'needs_second_factor', 'complete']),
  verification: Verification.nullable(),
  secondVerification: Verification.nullable(),
});

export const Session = z.object({
  id: z.string(),
  clientId: z.string(),
  userId: z.string(),
  status: status<SessionStatus>(),
  organizationId: z.string().nullable(),
  /** When its user last proved a first factor. */
  firstFactorAt: z.number(),
  /** When its user last proved a second factor. */
  secondFactorAt: z.number().nullable(),
  reverification: Reverification.nullable(),
  /** Who acts as the user, as an actor token says it; `sub` is their id. */
  actor: Metadata.nullable().default(null),
  userAgent: z.string().nullable(),
  lastActiveAt: z.number(),
  expireAt: z.number(),
  abandonAt: z.number(),
  ...dates,
});
export type Session = z.output<typeof Session>;

export const SignIn = z.object({
  id: z.string(),
  status: status<SignInStatus>(),
  identifier: z.string().nullable(),
  userId: z.string().nullable(),
  verification: Verification.nullable(),
  /** Takes the place of `verification` while a provider is to prove the account. */
  external: ExternalVerification.nullable(),
  secondVerification: Verification.nullable(),
  createdSessionId: z.string().nullable(),
  abandonAt: z.number(),
});
export type SignIn = z.output<typeof SignIn>;

export const SignUp = z.object({
  id: z.string(),
  email: z.string().nullable(),
  phone: z.string().nullable(),
  username: z.string().nullable(),
  password: PasswordDigest.nullable(),
  firstName: z.string().nullable(),
  lastName: z.string().nullable(),
  unsafeMetadata: Metadata,
  emailVerification: Verification.nullable(),
  phoneVerification: Verification.nullable(),
  external: ExternalVerification.nullable(),
  createdUserId: z.string().nullable(),
  createdSessionId: z.string().nullable(),
  abandonAt: z.number(),
});
export type SignUp = z.output<typeof SignUp>;

/** One browser profile (or extension) as Clerk sees it: it holds the sessions. */
export const Client = z.object({
  id: z.string(),
  /** Which of its tokens is the current one; changes with every sign-in and sign-out. */
  rotation: z.string(),
  signIn: SignIn.nullable(),
  signUp: SignUp.nullable(),
  lastActiveSessionId: z.string().nullable(),
  lastStrategy: status<LastAuthenticationStrategy>().nullable(),
  ...dates,
});
export type Client = z.output<typeof Client>;

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

/** What is set for the instance as a whole, from its backend. */
export const Settings = z.object({
  /** Origins of native applications and extensions; `null` until some are set. */
  allowedOrigins: z.array(z.string()).nullable(),
});
export type Settings = z.output<typeof Settings>;
