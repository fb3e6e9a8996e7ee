import type { SessionStatus, SignInStatus, VerificationStatus } from '@clerk/shared/types';
import type { PasswordDigest } from './passwords';

/** Times are milliseconds since the epoch, as in Clerk's JSON. */
export type EmailAddress = {
  id: string;
  email: string;
  verification: Verification | null;
};

export type User = {
  id: string;
  /** Never empty while the user exists. */
  emails: EmailAddress[];
  primaryEmailId: string;
  firstName: string | null;
  lastName: string | null;
  image: Image | null;
  password: PasswordDigest | null;
  publicMetadata: Record<string, unknown>;
  unsafeMetadata: Record<string, unknown>;
  /** Wrong passwords since the last right one. */
  failedAttempts: number;
  lockedUntil: number | null;
  lastSignInAt: number | null;
  createdAt: number;
  updatedAt: number;
};

export type Image = { type: string; bytes: Uint8Array<ArrayBuffer> };

export type Session = {
  id: string;
  clientId: string;
  userId: string;
  status: SessionStatus;
  organizationId: string | null;
  userAgent: string | null;
  createdAt: number;
  updatedAt: number;
  lastActiveAt: number;
  expireAt: number;
  abandonAt: number;
};

/** One attempt at proving an identifier. The code is compared, never sent to the client. */
export type Verification = {
  strategy: string;
  status: VerificationStatus;
  code: string | null;
  attempts: number;
  expireAt: number;
};

export type SignIn = {
  id: string;
  status: SignInStatus;
  identifier: string | null;
  userId: string | null;
  verification: Verification | null;
  createdSessionId: string | null;
};

export type SignUp = {
  id: string;
  email: string | null;
  password: PasswordDigest | null;
  firstName: string | null;
  lastName: string | null;
  unsafeMetadata: Record<string, unknown>;
  verification: Verification | null;
  createdUserId: string | null;
  createdSessionId: string | null;
  abandonAt: number;
};

/** One browser profile (or extension) as Clerk sees it: it holds the sessions. */
export type Client = {
  id: string;
  /** Which of its tokens is the current one; changes with every sign-in and sign-out. */
  rotation: string;
  previousRotation: string | null;
  signIn: SignIn | null;
  signUp: SignUp | null;
  lastActiveSessionId: string | null;
  lastStrategy: 'password' | 'email_code' | null;
  createdAt: number;
  updatedAt: number;
};

export type RoleKey = 'org:admin' | 'org:member';

export type Organization = {
  id: string;
  name: string;
  slug: string;
  image: Image | null;
  createdAt: number;
  updatedAt: number;
};

export type Membership = {
  id: string;
  organizationId: string;
  userId: string;
  role: RoleKey;
  createdAt: number;
  updatedAt: number;
};

export type Invitation = {
  id: string;
  organizationId: string;
  email: string;
  role: RoleKey;
  status: 'pending' | 'accepted' | 'revoked';
  createdAt: number;
  updatedAt: number;
};

/** A JWT template: `{{user.id}}`-style shortcodes in string claims are filled in. */
export type Template = { name: string; claims: Record<string, unknown>; lifetimeSeconds: number };
