import type { Instance } from '../instance';
import { needsSecondFactor } from '../second-factors/sign-in';
import type { Client } from '../store/client-model';
import { rows } from '../store/queries';
import type { User } from '../store/user-model';
import { firstFactorsJSON } from './factors';

/**
 * Whether a right password of `user` is not enough on `client`: the instance has Device Trust on, the user
 * has no second factor, which would be asked for instead, and was never signed in there before.
 * https://clerk.com/docs/guides/secure/device-trust
 */
export function isUntrustedDevice(instance: Instance, client: Client, user: User): boolean {
  if (!instance.deviceTrust || needsSecondFactor(user)) return false;
  const before = rows(
    instance.store.sessions,
    (session) => session.clientId === client.id && session.userId === user.id,
  );
  return before.length === 0 && trustFactorsJSON(instance, user).length > 0;
}

/** What `user` is asked for there: a code by email, or to a phone where nobody has an email address. */
export function trustFactorsJSON(instance: Instance, user: User) {
  const strategy = instance.attributes.emailAddress === 'off' ? 'phone_code' : 'email_code';
  return firstFactorsJSON(instance, user).filter((factor) => factor.strategy === strategy);
}
