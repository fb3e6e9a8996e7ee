import { formError } from '../../http/errors';
import { newId } from '../../ids';
import type { Instance } from '../../instance';
import type { EmailAddress, PasswordDigest, User, Verification } from '../../store/model';
import { findUserByEmail } from '../../store/queries';
import { hashPassword } from './passwords';

/** What a new user starts with; `password` in clear or already digested. */
export type NewUser = {
  email: string;
  password: string | PasswordDigest | null;
  firstName?: string | null | undefined;
  lastName?: string | null | undefined;
  publicMetadata?: Record<string, unknown> | undefined;
  unsafeMetadata?: Record<string, unknown> | undefined;
};

/** Creates a user whose one address is verified. Throws `form_identifier_exists` if it is taken. */
export function createUser(instance: Instance, input: NewUser): User {
  assertEmailFree(instance, input.email);
  const now = instance.clock.now();
  const address = newEmailAddress(input.email, true);
  const user: User = {
    id: newId('user'),
    emails: [address],
    primaryEmailId: address.id,
    externalAccounts: [],
    firstName: input.firstName ?? null,
    lastName: input.lastName ?? null,
    image: null,
    password: typeof input.password === 'string' ? hashPassword(input.password) : input.password,
    publicMetadata: input.publicMetadata ?? {},
    privateMetadata: {},
    unsafeMetadata: input.unsafeMetadata ?? {},
    externalId: null,
    banned: false,
    failedAttempts: 0,
    lockedUntil: null,
    lastSignInAt: null,
    createdAt: now,
    updatedAt: now,
  };
  instance.store.users.set(user.id, user);
  return user;
}

/** An address that belongs to nobody yet. */
export function newEmailAddress(email: string, verified: boolean): EmailAddress {
  return {
    id: newId('idn'),
    email: email.trim().toLowerCase(),
    verification: verified ? verifiedBy('email_code') : null,
  };
}

/** What stands at an address that was verified: by its owner's code, or by the backend's word. */
export function verifiedBy(strategy: 'email_code' | 'admin'): Verification {
  return { strategy, status: 'verified', code: null, attempts: 1, expireAt: 0 };
}

/** Throws Clerk's answer when another user already owns `email`. */
export function assertEmailFree(instance: Instance, email: string): void {
  if (findUserByEmail(instance.store, email) !== undefined) {
    throw formError(
      'form_identifier_exists',
      'email_address',
      'That email address is taken. Please try another.',
    );
  }
}

/** Throws Clerk's answer when `password` is outside the length the environment announces. */
export function assertPasswordAllowed(password: string, param = 'password'): void {
  if (password.length < passwordLength.min) {
    throw formError(
      'form_password_length_too_short',
      param,
      `Passwords must be ${passwordLength.min} characters or more.`,
    );
  }
  if (password.length > passwordLength.max) {
    throw formError(
      'form_password_length_too_long',
      param,
      `Passwords must be less than ${passwordLength.max} characters.`,
    );
  }
}

/** The password lengths Clerk allows by default. */
export const passwordLength = { min: 8, max: 72 };
