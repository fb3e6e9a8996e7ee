import { parametersInvalid } from '../../http/parameters';
import type { Instance } from '../../instance';
import { revokeSessions } from '../../me/user/account';
import { parseUsername } from '../../me/user/identifiers';
import { assertPasswordAllowed, assertUsernameFree, setPassword } from '../../me/user/users';
import { isVerified } from '../../store/queries';
import type { User } from '../../store/user-model';
import { assertExternalIdFree } from './create';
import type { Changes } from './schema';

/** Changes what was asked; all is checked before anything is changed. Throws Clerk's answers. */
export function updateUser(instance: Instance, user: User, asked: Changes): void {
  const { password, primary_email_address_id: primaryId, primary_phone_number_id: phoneId } = asked;
  if (primaryId) {
    const address = user.emails.find(({ id }) => id === primaryId);
    if (address === undefined || !isVerified(address)) {
      throw parametersInvalid([{ param: 'primary_email_address_id', kind: 'invalid' }]);
    }
  }
  if (phoneId) {
    const number = user.phones.find(({ id }) => id === phoneId);
    if (number?.verification?.status !== 'verified') {
      throw parametersInvalid([{ param: 'primary_phone_number_id', kind: 'invalid' }]);
    }
  }
  const username = asked.username ? parseUsername(asked.username) : asked.username;
  if (username) assertUsernameFree(instance, username, user.id);
  if (password && asked.skip_password_checks !== true) assertPasswordAllowed(password);
  assertExternalIdFree(instance, asked.external_id ?? null, user);

  if (asked.first_name !== undefined) user.firstName = asked.first_name;
  if (asked.last_name !== undefined) user.lastName = asked.last_name;
  if (asked.external_id !== undefined) user.externalId = asked.external_id;
  if (username !== undefined) user.username = username;
  if (primaryId) user.primaryEmailId = primaryId;
  if (phoneId) user.primaryPhoneId = phoneId;
  if (password) setPassword(instance, user, password);
  if (asked.sign_out_of_other_sessions) revokeSessions(instance, user);
}
