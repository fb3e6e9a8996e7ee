import { badRequest, notAllowedValue } from '../http/errors';
import type { FapiContext } from '../http/fapi-env';
import type { Instance } from '../instance';
import { askForPasskey, registered, verifyPasskey } from '../passkeys/ceremonies';
import { relyingPartyOf } from '../passkeys/relying-party';
import { needsSecondFactor } from '../second-factors/sign-in';
import type { SignIn } from '../store/client-model';
import { finishSignIn, refuseEnterprise } from './flow';
import { assertNotLocked } from './lockout';

/** Asks the browser for a passkey: of whoever has said who they are, else of anybody. */
export async function preparePasskey(
  instance: Instance,
  c: FapiContext,
  signIn: SignIn,
): Promise<void> {
  if (instance.attributes.passkey === 'off') throw notAllowedValue('strategy');
  refuseEnterprise(instance, signIn);
  const user = instance.store.users.get(signIn.userId ?? '');
  if (user !== undefined && registered(user).length === 0) {
    throw badRequest(
      'no_passkeys_found_for_user',
      'User has no passkeys',
      'User has no passkeys registered for this account',
    );
  }
  signIn.verification = await askForPasskey(instance, relyingPartyOf(instance, c), user);
}

/** Signs in whoever answered with their passkey, which counts as the second factor too. */
export async function signInByPasskey(
  instance: Instance,
  c: FapiContext,
  signIn: SignIn,
  credential: string,
): Promise<void> {
  const prepared = signIn.verification?.strategy === 'passkey' ? signIn.verification : null;
  const expected = instance.store.users.get(signIn.userId ?? '');
  const party = relyingPartyOf(instance, c);
  const user = await verifyPasskey(instance, party, prepared, credential, expected);
  assertNotLocked(instance, user);
  signIn.userId = user.id;
  const session = finishSignIn(instance, c, signIn, user);
  if (needsSecondFactor(user)) session.secondFactorAt = instance.clock.now();
}
