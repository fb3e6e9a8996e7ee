import { restrictionOnSignIn } from '../admission/restrictions';
import { badRequest, FapiError, formError, notAllowedValue } from '../http/errors';
import type { FapiContext } from '../http/fapi-env';
import { newId } from '../ids';
import type { Instance } from '../instance';
import { enterpriseOf } from '../oauth/connections';
import { needsSecondFactor } from '../second-factors/sign-in';
import { activeSessions, type Impersonation, startSession } from '../sessions/sessions';
import type { Session, SignIn } from '../store/client-model';
import { findUserByEmail, findUserByPhone, findUserByUsername } from '../store/queries';
import type { User } from '../store/user-model';

const dayMs = 24 * 60 * 60 * 1000;

/** A sign-in for `identifier`, or one that still waits for it. Throws Clerk's answer if unknown. */
export function beginSignIn(
  instance: Instance,
  c: FapiContext,
  identifier: string | undefined,
): SignIn {
  refuseSecondSession(instance, c);
  const user = identifier === undefined ? undefined : findUser(instance, identifier);
  const enterprise = enterpriseOf(instance, identifier ?? '');
  if (identifier !== undefined && user === undefined && enterprise === undefined) {
    throw formError('form_identifier_not_found', 'identifier', "Couldn't find your account.");
  }
  const refusal =
    identifier === undefined ? undefined : restrictionOnSignIn(instance, identifier, user);
  if (refusal !== undefined) throw refusal;
  if (user !== undefined) refuseSecondSignIn(instance, c, user);
  const signIn: SignIn = {
    id: newId('sia'),
    status: user === undefined ? 'needs_identifier' : 'needs_first_factor',
    identifier: identifier ?? null,
    userId: user?.id ?? null,
    verification: null,
    sentTo: null,
    external: null,
    secondVerification: null,
    createdSessionId: null,
    abandonAt: instance.clock.now() + dayMs,
  };
  c.get('client').signIn = signIn;
  return signIn;
}

/** Whoever owns `identifier`, of the kinds that the instance lets people sign in with. */
function findUser({ attributes, store }: Instance, identifier: string): User | undefined {
  const { emailAddress, phoneNumber, username } = attributes;
  return (
    (emailAddress === 'off' ? undefined : findUserByEmail(store, identifier)) ??
    (phoneNumber === 'off' ? undefined : findUserByPhone(store, identifier)) ??
    (username === 'off' ? undefined : findUserByUsername(store, identifier))
  );
}

/** Throws Clerk's answer when a single-session client is signed in already. */
export function refuseSecondSession(instance: Instance, c: FapiContext): void {
  if (instance.singleSession && activeSessions(instance, c.get('client')).length > 0) {
    throw badRequest('session_exists', 'Session already exists', "You're already signed in.");
  }
}

function refuseSecondSignIn(instance: Instance, c: FapiContext, user: User): void {
  const session = activeSessions(instance, c.get('client')).find((row) => row.userId === user.id);
  if (session === undefined) return;
  throw new FapiError(400, {
    code: 'identifier_already_signed_in',
    message: 'Identifier already signed in',
    long_message: 'The given identifier is already signed in.',
    meta: { session_id: session.id },
  });
}

/** Throws Clerk's answer where an enterprise signs in whoever this is: there is no other way then. */
export function refuseEnterprise(instance: Instance, { identifier }: SignIn): void {
  if (enterpriseOf(instance, identifier ?? '')) throw notAllowedValue('strategy');
}

/**
 * Goes on after the first factor: to the second, if the user has one, or to the session, which
 * becomes the client's active one.
 */
export function completeSignIn(
  instance: Instance,
  c: FapiContext,
  signIn: SignIn,
  user: User,
  strategy: 'password' | 'email_code' | 'email_link' | 'phone_code' | 'ticket',
): void {
  if (strategy !== 'ticket') c.get('client').lastStrategy = strategy;
  if (strategy === 'email_code' || strategy === 'email_link') proveAddress(signIn, user);
  if (needsSecondFactor(user)) signIn.status = 'needs_second_factor';
  else finishSignIn(instance, c, signIn, user);
}

/** Whoever has read the code or followed the link has proved an address that was not proved at sign-up. */
function proveAddress({ sentTo, verification }: SignIn, user: User): void {
  const address = user.emails.find(({ email, reserved }) => reserved && email === sentTo);
  if (address !== undefined) address.verification = verification;
}

/** Ends a sign-in well: the session it leads to becomes the client's active one. */
export function finishSignIn(
  instance: Instance,
  c: FapiContext,
  signIn: SignIn,
  user: User,
  impersonation?: Impersonation,
): Session {
  const agent = c.req.header('user-agent') ?? null;
  const session = startSession(instance, c.get('client'), user, agent, impersonation);
  if (impersonation === undefined) user.failedAttempts = 0;
  signIn.status = 'complete';
  signIn.createdSessionId = session.id;
  return session;
}
