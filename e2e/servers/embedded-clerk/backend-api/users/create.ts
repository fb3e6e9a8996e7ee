import { FapiError } from '../../http/errors';
import type { Instance } from '../../instance';
import { banUser, lockUser } from '../../me/user/account';
import {
  assertEmailFree,
  assertPasswordAllowed,
  createUser as createUserWithEmail,
  newEmailAddress,
} from '../../me/user/users';
import type { User } from '../../store/model';
import { adminVerification } from '../../verifications/codes';
import { parametersInvalid } from '../errors';
import type { NewUser } from './schema';

/**
 * Creates a user, addresses verified, for the settings of this instance: an address and a password are
 * required, the latter unless that is waived. Throws Clerk's answers otherwise.
 */
export function createUser(instance: Instance, input: NewUser): User {
  const [first, ...others] = input.email_address ?? [];
  const hasPassword = typeof input.password === 'string';
  if (first === undefined) throw dataMissing('email_address');
  if (!hasPassword && input.skip_password_requirement !== true) throw dataMissing('password');
  if (hasPassword && input.skip_password_checks !== true) {
    assertPasswordAllowed(input.password ?? '');
  }
  for (const email of others) assertEmailFree(instance, email);
  assertExternalIdFree(instance, input.external_id ?? null);

  const user = createUserWithEmail(instance, {
    email: first,
    password: input.password ?? null,
    firstName: input.first_name ?? null,
    lastName: input.last_name ?? null,
    publicMetadata: input.public_metadata ?? {},
    unsafeMetadata: input.unsafe_metadata ?? {},
  });
  user.emails.push(...others.map((email) => newEmailAddress(instance, email, adminVerification())));
  user.privateMetadata = input.private_metadata ?? {};
  user.externalId = input.external_id ?? null;
  if (input.created_at) user.createdAt = Date.parse(input.created_at);
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
