import { newId } from '../ids';
import type { Instance } from '../instance';
import type { ExternalVerification } from '../store/common-model';
import type { ExternalAccount, User } from '../store/user-model';

/** A new external account, which stands as `verification` says. */
export function connect(
  instance: Instance,
  user: User,
  verification: ExternalVerification,
  id: string = newId('eac'),
): ExternalAccount {
  const now = instance.clock.now();
  const account: ExternalAccount = {
    id,
    identificationId: newId('idn'),
    provider: providerOf(instance, verification.strategy),
    verification: { ...verification },
    createdAt: now,
    updatedAt: now,
  };
  if (verification.profile !== null) {
    Object.assign(account.verification, { status: 'verified', url: null, error: null });
  }
  user.externalAccounts.push(account);
  user.updatedAt = now;
  return account;
}

function providerOf(instance: Instance, strategy: string) {
  const connection = instance.oauth.connections.find((known) => known.strategy === strategy);
  if (connection === undefined) throw new Error(`There is no connection for ${strategy}.`);
  return connection.provider;
}
