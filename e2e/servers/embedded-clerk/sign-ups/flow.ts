import type { FapiContext } from '../http/fapi-env';
import { newId } from '../ids';
import type { Instance } from '../instance';
import { refuseSecondSession } from '../sign-ins/flow';
import type { Client, SignUp } from '../store/client-model';
import { createSignedUp, obsoleteInvitation } from './create-user';
import { missingFields, unverifiedFields } from './requirements';

const dayMs = 24 * 60 * 60 * 1000;

/** A sign-up with nothing in it, which takes the place of the client's last. */
export function beginSignUp(instance: Instance, c: FapiContext): SignUp {
  refuseSecondSession(instance, c);
  const signUp: SignUp = {
    id: newId('sua'),
    email: null,
    phone: null,
    username: null,
    password: null,
    firstName: null,
    lastName: null,
    unsafeMetadata: {},
    emailVerification: null,
    phoneVerification: null,
    external: null,
    invitationId: null,
    legalAcceptedAt: null,
    createdUserId: null,
    createdSessionId: null,
    abandonAt: instance.clock.now() + dayMs,
  };
  c.get('client').signUp = signUp;
  return signUp;
}

/** Turns a sign-up that lacks nothing any more into a user with a session. */
export function completeSignUp(instance: Instance, c: FapiContext, signUp: SignUp): void {
  const lacking = [...missingFields(instance, signUp), ...unverifiedFields(instance, signUp)];
  if (lacking.length > 0 || signUp.createdUserId !== null) return;
  const refusal = obsoleteInvitation(instance, signUp);
  if (refusal !== undefined) throw refusal;
  const userAgent = c.req.header('user-agent') ?? null;
  createSignedUp(instance, { client: c.get('client'), userAgent }, signUp);
  c.get('client').lastStrategy = lastStrategyOf(signUp);
}

function lastStrategyOf({ email, emailVerification }: SignUp): Client['lastStrategy'] {
  if (email === null) return 'phone_code';
  if (emailVerification?.status !== 'verified') return 'password';
  return emailVerification.strategy === 'email_link' ? 'email_link' : 'email_code';
}
