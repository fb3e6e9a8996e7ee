import { FapiError } from '../../http/errors';
import { parametersInvalid } from '../../http/parameters';
import type { Instance } from '../../instance';
import { banUser, lockUser } from '../../me/user/account';
import { parsePhone, parseUsername } from '../../me/user/identifiers';
import {
  assertEmailFree,
  assertPasswordAllowed,
  assertPhoneFree,
  createUser as createUserOfInstance,
  newEmailAddress,
  newPhoneNumber,
} from '../../me/user/users';
import type { User } from '../../store/user-model';
import { adminVerification } from '../../verifications/codes';
import type { NewUser } from './schema';

/**
 * Creates a user, addresses and numbers verified. What the instance requires of every user must be there,
 * a password as well unless that is waived, and what it does not have is unknown to it. Throws Clerk's
 * answers otherwise.
 */
export function createUser(instance: Instance, input: NewUser): User {
  const { attributes } = instance;
  const [email, ...emails] = input.email_address ?? [];
  for (const [param, given, setting] of [
    ['email_address', email, attributes.emailAddress],
    ['phone_number', input.phone_number?.[0], attributes.phoneNumber],
    ['username', input.username, attributes.username],
  ] as const) {
    if (setting === 'off' && given) throw parametersInvalid([{ param, kind: 'unknown' }]);
    if (setting === 'required' && !given) throw dataMissing(param);
  }
  const [phone, ...phones] = (input.phone_number ?? []).map((number) => parsePhone(number));
  const username = input.username ? parseUsername(input.username) : null;
  const hasPassword = typeof input.password === 'string';
  if (!hasPassword && input.skip_password_requirement !== true) throw dataMissing('password');
  if (hasPassword && input.skip_password_checks !== true) {
    assertPasswordAllowed(input.password ?? '');
  }
  for (const other of emails) assertEmailFree(instance, other);
  for (const other of phones) assertPhoneFree(instance, other);
  assertExternalIdFree(instance, input.external_id ?? null);

  const user = createUserOfInstance(instance, {
    email,
    phone,
    username,
    password: input.password ?? null,
    firstName: input.first_name ?? null,
    lastName: input.last_name ?? null,
    publicMetadata: input.public_metadata ?? {},
    unsafeMetadata: input.unsafe_metadata ?? {},
  });
  for (const other of emails) {
    user.emails.push(newEmailAddress(instance, other, adminVerification()));
  }
  for (const other of phones)
    user.phones.push(newPhoneNumber(instance, other, adminVerification()));
  user.privateMetadata = input.private_metadata ?? {};
  user.externalId = input.external_id ?? null;
  if (input.created_at) user.createdAt = Date.parse(input.created_at);
  if (input.legal_accepted_at) user.legalAcceptedAt = Date.parse(input.legal_accepted_at);
  if (input.banned) banUser(instance, user);
  if (input.locked) lockUser(instance, user);
  return user;
}

/** Throws Clerk's answer when another user than `except` has this id of the application's own. */
export function assertExternalIdFree(instance: Instance, id: string | null, except?: User): void {
  if (id === null) return;
  for (const user of instance.store.users.values()) {
    if (user.externalId === id && user !== except) {
      throw parametersInvalid([{ param: 'external_id', kind: 'taken' }]);
    }
  }
}

/** https://clerk.com/docs/guides/development/errors/backend-api, `UserDataMissing`. */
function dataMissing(param: string): FapiError {
  return new FapiError(422, {
    code: 'form_data_missing',
    message: 'missing data',
    long_message: `["${param}"] data doesn't match user requirements set for this instance`,
    meta: { param_name: param },
  });
}
