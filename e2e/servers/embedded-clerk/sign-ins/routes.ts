import { Hono } from 'hono';
import { answer } from '../http/answer';
import { readForm } from '../http/body';
import { badRequest, formError, notAllowedValue, notFound } from '../http/errors';
import type { FapiContext, FapiEnv } from '../http/fapi-env';
import type { Instance } from '../instance';
import { assertPasswordAllowed, setPassword } from '../me/user/users';
import { enterpriseOf } from '../oauth/connections';
import { isOAuth } from '../oauth/strategy';
import { transferToSignIn } from '../oauth/transfers';
import { beginVisit, findVisit } from '../oauth/visits';
import { endSession, isActive } from '../sessions/sessions';
import type { SignIn } from '../store/client-model';
import { rows } from '../store/queries';
import type { User } from '../store/user-model';
import { checkCode, passwordVerification, sendCode } from '../verifications/codes';
import { sendLink } from '../verifications/links';
import { proveAfterFirstFactor, sendAfterFirstFactor } from './after-first-factor';
import { isUntrustedDevice } from './device-trust';
import { codeAddress, type SentStrategy } from './factors';
import { beginSignIn, completeSignIn, finishSignIn, refuseEnterprise } from './flow';
import { checkPassword, underLockout } from './lockout';
import { preparePasskey, signInByPasskey } from './passkeys';
import {
  attemptForm,
  createForm,
  prepareForm,
  prepareSecondForm,
  resetForm,
  secondFactorForm,
} from './schema';
import { signInJSON } from './serialize';
import { redeemTicket } from './tickets';

/** Signing in: by password, by a code, or by a code that lets a new password be set. */
export function signInRoutes(instance: Instance) {
  const app = new Hono<FapiEnv>();
  const respond = (c: FapiContext, signIn: SignIn) =>
    answer(instance, c, signInJSON(instance, signIn));

  /** Sends a code or a link to whichever of the user's addresses was asked for. */
  const send = async (
    c: FapiContext,
    signIn: SignIn,
    user: User,
    strategy: SentStrategy,
    form: Parameters<typeof codeAddress>[3] & { redirect_url?: string | undefined },
  ) => {
    refuseEnterprise(instance, signIn);
    const to = codeAddress(instance, user, strategy, form);
    signIn.sentTo = to;
    if (strategy !== 'email_link') return sendCode(instance, to, strategy);
    const owner = { client: c.get('client'), resourceId: signIn.id };
    return sendLink(instance, to, owner, form.redirect_url);
  };

  app.post('/client/sign_ins', async (c) => {
    const form = await readForm(c, createForm);
    const { identifier, strategy, password, ticket, transfer } = form;
    if (strategy === 'ticket') {
      if (ticket === undefined) {
        throw formError('form_param_missing', 'ticket', 'is missing', 'ticket must be included.');
      }
      const signIn = beginSignIn(instance, c, undefined);
      const { user, impersonation } = await redeemTicket(instance, ticket);
      signIn.userId = user.id;
      signIn.verification = { ...passwordVerification(), strategy };
      // Whoever acts as somebody has not that person's second factor.
      if (impersonation) finishSignIn(instance, c, signIn, user, impersonation);
      else completeSignIn(instance, c, signIn, user, strategy);
      return respond(c, signIn);
    }
    if (transfer === 'true') return respond(c, transferToSignIn(instance, c));
    if (isOAuth(strategy)) {
      const signIn = beginSignIn(instance, c, undefined);
      const purpose = { kind: 'sign_in' as const, signIn };
      signIn.external = await beginVisit(instance, c, strategy, form, purpose);
      return respond(c, signIn);
    }
    const signIn = beginSignIn(instance, c, identifier);
    if (strategy === 'passkey') {
      await preparePasskey(instance, c, signIn);
      return respond(c, signIn);
    }
    const user = instance.store.users.get(signIn.userId ?? '');
    if (user !== undefined && password !== undefined) {
      signInByPassword(instance, c, signIn, user, password);
    } else if (user !== undefined && strategy && strategy !== 'password') {
      signIn.verification = await send(c, signIn, user, strategy, form);
    }
    return respond(c, signIn);
  });

  app.get('/client/sign_ins/:id', (c) => {
    const id = c.req.param('id');
    const { signIn } = c.get('client');
    const found = signIn?.id === id ? signIn : findVisit(instance, c, id)?.signIn;
    if (!found) throw notFound('Sign in');
    // After OAuth this is the first that the SDK hears of the client's new session.
    return respond(c, found);
  });

  app.post('/client/sign_ins/:id/prepare_first_factor', async (c) => {
    const form = await readForm(c, prepareForm);
    if (form.strategy === 'enterprise_sso') {
      const { signIn } = c.get('client');
      if (signIn?.id !== c.req.param('id')) throw notFound('Sign in');
      if (!enterpriseOf(instance, signIn.identifier ?? '')) throw notAllowedValue('strategy');
      const purpose = { kind: 'sign_in' as const, signIn };
      signIn.external = await beginVisit(instance, c, form.strategy, form, purpose);
      return respond(c, signIn);
    }
    const { signIn, user } = openSignIn(instance, c, c.req.param('id'));
    if (form.strategy === 'passkey') {
      await preparePasskey(instance, c, signIn);
      return respond(c, signIn);
    }
    signIn.verification = await send(c, signIn, user, form.strategy, form);
    return respond(c, signIn);
  });

  app.post('/client/sign_ins/:id/attempt_first_factor', async (c) => {
    const form = await readForm(c, attemptForm);
    if (form.strategy === 'passkey') {
      const signIn = unfinishedSignIn(c, c.req.param('id'));
      await signInByPasskey(instance, c, signIn, form.public_key_credential);
      return respond(c, signIn);
    }
    const { signIn, user } = openSignIn(instance, c, c.req.param('id'));
    if (form.strategy === 'password') {
      signInByPassword(instance, c, signIn, user, form.password);
      return respond(c, signIn);
    }
    const prepared = signIn.verification?.strategy === form.strategy ? signIn.verification : null;
    underLockout(instance, user, () => checkCode(instance, prepared, form.code));
    if (form.strategy === 'email_code' || form.strategy === 'phone_code') {
      completeSignIn(instance, c, signIn, user, form.strategy);
      return respond(c, signIn);
    }
    signIn.status = 'needs_new_password';
    if (form.password !== undefined) resetPassword(instance, c, signIn, user, form.password);
    return respond(c, signIn);
  });

  app.post('/client/sign_ins/:id/prepare_second_factor', async (c) => {
    const { signIn, user } = openSignIn(instance, c, c.req.param('id'));
    const form = await readForm(c, prepareSecondForm);
    signIn.secondVerification = sendAfterFirstFactor(instance, signIn, user, form);
    return respond(c, signIn);
  });

  app.post('/client/sign_ins/:id/attempt_second_factor', async (c) => {
    const { signIn, user } = openSignIn(instance, c, c.req.param('id'));
    const { strategy, code } = await readForm(c, secondFactorForm);
    signIn.secondVerification = underLockout(instance, user, () =>
      proveAfterFirstFactor(instance, signIn, user, strategy, code),
    );
    finishSignIn(instance, c, signIn, user).secondFactorAt = instance.clock.now();
    return respond(c, signIn);
  });

  app.post('/client/sign_ins/:id/reset_password', async (c) => {
    const { signIn, user } = openSignIn(instance, c, c.req.param('id'));
    const form = await readForm(c, resetForm);
    if (signIn.status !== 'needs_new_password') {
      throw badRequest('reset_password_not_allowed', 'A code must be verified first.');
    }
    if (form.sign_out_of_other_sessions === 'true') {
      const own = rows(instance.store.sessions, (row) => row.userId === user.id);
      for (const session of own.filter((row) => isActive(instance, row))) {
        endSession(instance, session, 'revoked');
      }
    }
    resetPassword(instance, c, signIn, user, form.password);
    return respond(c, signIn);
  });
  return app;
}

function signInByPassword(
  instance: Instance,
  c: FapiContext,
  signIn: SignIn,
  user: User,
  password: string,
): void {
  refuseEnterprise(instance, signIn);
  underLockout(instance, user, () => checkPassword(user, password));
  if (user.passwordCompromised) throw passwordCompromised();
  signIn.verification = passwordVerification();
  if (isUntrustedDevice(instance, c.get('client'), user)) signIn.status = 'needs_client_trust';
  else completeSignIn(instance, c, signIn, user, 'password');
}

/** 422: a password that others may know proves nobody. Another factor does, and a new password is asked for then. */
function passwordCompromised() {
  return formError(
    'form_password_compromised',
    'password',
    'Password compromised',
    'Your password may be compromised. To protect your account, please continue with an alternative sign-in method. You will be required to reset your password after signing in.',
  );
}

function resetPassword(
  instance: Instance,
  c: FapiContext,
  signIn: SignIn,
  user: User,
  password: string,
): void {
  assertPasswordAllowed(password);
  setPassword(instance, user, password);
  user.updatedAt = instance.clock.now();
  completeSignIn(instance, c, signIn, user, 'password');
}

/** The client's sign-in `id` with its user, unless it is over. */
function openSignIn(instance: Instance, c: FapiContext, id: string) {
  const signIn = unfinishedSignIn(c, id);
  const user = instance.store.users.get(signIn.userId ?? '');
  if (user === undefined) throw notFound('Sign in');
  return { signIn, user };
}

/** The client's sign-in `id`, unless it is over. Whose it is may not be known yet. */
function unfinishedSignIn(c: FapiContext, id: string): SignIn {
  const { signIn } = c.get('client');
  if (signIn?.id !== id) throw notFound('Sign in');
  if (signIn.status === 'complete') {
    throw badRequest('sign_in_already_complete', 'This sign in is already complete.');
  }
  return signIn;
}
