import { badRequest } from '../http/errors';
import type { FapiContext } from '../http/fapi-env';
import type { Instance } from '../instance';
import { beginSignIn } from '../sign-ins/flow';
import type { Actor } from '../sign-ups/create-user';
import { beginSignUp } from '../sign-ups/flow';
import type { SignIn, SignUp } from '../store/client-model';
import type { ExternalVerification } from '../store/common-model';
import { decideSignUp, findOwner, signInAs } from './outcomes';

/** A sign-in for the account that the client's sign-up turned out to have already. */
export function transferToSignIn(instance: Instance, c: FapiContext): SignIn {
  const external = transferable(c.get('client').signUp?.external);
  const signIn = beginSignIn(instance, c, undefined);
  signIn.external = { ...external };
  const user = findOwner(instance, external);
  if (user === undefined) throw notTransferable();
  signInAs(instance, actorOf(c), signIn, user);
  return signIn;
}

/** A sign-up for the account that the client's sign-in could not find. */
export function transferToSignUp(
  instance: Instance,
  c: FapiContext,
  unsafeMetadata: Record<string, unknown>,
): SignUp {
  const external = transferable(c.get('client').signIn?.external);
  const signUp = beginSignUp(instance, c);
  signUp.unsafeMetadata = unsafeMetadata;
  signUp.external = { ...external };
  decideSignUp(instance, actorOf(c), signUp);
  return signUp;
}

function transferable(external: ExternalVerification | null | undefined): ExternalVerification {
  if (external?.status !== 'transferable') throw notTransferable();
  return external;
}

function notTransferable() {
  return badRequest(
    'account_transfer_invalid',
    'Invalid account transfer',
    'There is no account to transfer.',
  );
}

function actorOf(c: FapiContext): Actor {
  return { client: c.get('client'), userAgent: c.req.header('user-agent') ?? null };
}
