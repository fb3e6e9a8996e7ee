import type { LastAuthenticationStrategy, SessionStatus, SignInStatus } from '@clerk/shared/types';
import { z } from 'zod';
import {
  dates,
  ExternalVerification,
  Metadata,
  PasswordDigest,
  status,
  Verification,
} from './common-model';

// The rows of browsers: what each is signing in to, and its sessions.

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
  /** Where the code or the link of `verification` went. */
  sentTo: z.string().nullable().default(null),
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
  /** What it was invited by. */
  invitationId: z.string().nullable().default(null),
  legalAcceptedAt: z.number().nullable().default(null),
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
