import { badRequest, formError } from '../../http/errors';
import { newId } from '../../ids';
import type { Instance } from '../../instance';
import type { PasswordDigest, Verification } from '../../store/common-model';
import { findUserByEmail, findUserByPhone, findUserByUsername } from '../../store/queries';
import type { EmailAddress, PhoneNumber, User } from '../../store/user-model';
import { adminVerification } from '../../verifications/codes';
import { hashPassword } from './passwords';

/** What a new user starts with; `password` in clear or already digested. */
export type NewUser = {
  email?: string | null | undefined;
  phone?: string | null | undefined;
  username?: string | null | undefined;
  /** How the address was verified, or `null` if it was not; without it, by an administrator. */
  emailVerification?: Verification | null;
  /** How the number was verified; without it, by an administrator. */
  phoneVerification?: Verification | null;
  password: string | PasswordDigest | null;
  firstName?: string | null | undefined;
  lastName?: string | null | undefined;
  publicMetadata?: Record<string, unknown> | undefined;
  unsafeMetadata?: Record<string, unknown> | undefined;
  legalAcceptedAt?: number | null | undefined;
};

/** Creates a user, its identifiers verified. Throws `form_identifier_exists` if one is taken. */
export function createUser(instance: Instance, input: NewUser): User {
  const { email, phone, username } = input;
  if (email) assertEmailFree(instance, email);
  if (phone) assertPhoneFree(instance, phone);
  if (username) assertUsernameFree(instance, username);
  const now = instance.clock.now();
  const { emailVerification = adminVerification() } = input;
  const emails = email
    ? [
        {
          ...newEmailAddress(instance, email, emailVerification),
          reserved: emailVerification?.status !== 'verified',
        },
      ]
    : [];
  const phones = phone
    ? [newPhoneNumber(instance, phone, input.phoneVerification ?? adminVerification())]
    : [];
  const user: User = {
    id: newId('user'),
    emails,
    primaryEmailId: emails[0]?.id ?? null,
    phones,
    primaryPhoneId: phones[0]?.id ?? null,
    username: username ?? null,
    externalAccounts: [],
    firstName: input.firstName ?? null,
    lastName: input.lastName ?? null,
    image: null,
    password: typeof input.password === 'string' ? hashPassword(input.password) : input.password,
    passwordUpdatedAt: input.password === null ? null : now,
    authenticatorApp: null,
    backupCodes: [],
    passkeys: [],
    publicMetadata: input.publicMetadata ?? {},
    privateMetadata: {},
    unsafeMetadata: input.unsafeMetadata ?? {},
    externalId: null,
    banned: false,
    failedAttempts: 0,
    lockedUntil: null,
    lastSignInAt: null,
    legalAcceptedAt: input.legalAcceptedAt ?? null,
    createdAt: now,
    updatedAt: now,
  };
  instance.store.users.set(user.id, user);
  return user;
}

/** An address that belongs to nobody yet. */
export function newEmailAddress(
  { clock }: Instance,
  email: string,
  verification: Verification | null,
): EmailAddress {
  const now = clock.now();
  return {
    id: newId('idn'),
    email: email.trim().toLowerCase(),
    verification,
    reserved: false,
    createdAt: now,
    updatedAt: now,
  };
}

/** A phone number, in E.164, that belongs to nobody yet. */
export function newPhoneNumber(
  { clock }: Instance,
  phone: string,
  verification: Verification | null,
): PhoneNumber {
  const now = clock.now();
  return {
    id: newId('idn'),
    phone,
    verification,
    reservedForSecondFactor: false,
    defaultSecondFactor: false,
    createdAt: now,
    updatedAt: now,
  };
}

/** Throws Clerk's answer when another user than `exceptId` already owns `email`. */
export function assertEmailFree(instance: Instance, email: string, exceptId?: string): void {
  const owner = findUserByEmail(instance.store, email);
  if (owner !== undefined && owner.id !== exceptId) {
    throw taken('email_address', 'That email address is taken. Please try another.');
  }
}

/** Throws Clerk's answer when another user already owns `phone`. */
export function assertPhoneFree(instance: Instance, phone: string): void {
  if (findUserByPhone(instance.store, phone) !== undefined) {
    throw taken('phone_number', 'That phone number is taken. Please try another.');
  }
}

/** Throws Clerk's answer when another user than `exceptId` is called `username`. */
export function assertUsernameFree(instance: Instance, username: string, exceptId?: string): void {
  const owner = findUserByUsername(instance.store, username);
  if (owner !== undefined && owner.id !== exceptId) {
    throw taken('username', 'That username is taken. Please try another.');
  }
}

function taken(param: string, message: string) {
  return formError('form_identifier_exists', param, message);
}

/** Throws Clerk's answer when `id` is the primary one of its kind, which a user has to keep. */
export function assertIdentifierLeft(id: string, primaryId: string | null, kind: string): void {
  if (id !== primaryId) return;
  throw badRequest(
    'last_required_identification_deletion_failed',
    'Deleting your last required identification is prohibited',
    `You cannot delete your primary ${kind}.`,
  );
}

/** Sets the password of `user`, or takes it away. */
export function setPassword(instance: Instance, user: User, password: string | null): void {
  user.password = password === null ? null : hashPassword(password);
  user.passwordUpdatedAt = password === null ? null : instance.clock.now();
  user.passwordCompromised = false;
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
