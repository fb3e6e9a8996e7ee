import { Hono } from 'hono';
import { mutated } from '../http/answer';
import { readForm } from '../http/body';
import { badRequest, formError, notFound } from '../http/errors';
import type { FapiContext, FapiEnv } from '../http/fapi-env';
import type { Instance } from '../instance';
import { hashPassword } from '../me/user/passwords';
import { assertPasswordAllowed } from '../me/user/users';
import { transferToSignIn } from '../oauth/transfers';
import { beginVisit, findVisit, visitForm } from '../oauth/visits';
import { endSession, isActive } from '../sessions/sessions';
import type { SignIn, User } from '../store/model';
import { primaryEmail, rows } from '../store/queries';
import { checkCode, sendCode } from '../verifications/codes';
import { beginSignIn, checkPassword, completeSignIn } from './flow';
import { attemptForm, createForm, prepareForm, resetForm } from './schema';
import { signInJSON } from './serialize';

/** Signing in: by password, by email code, or by a code that lets a new password be set. */
export function signInRoutes(instance: Instance) {
  const app = new Hono<FapiEnv>();
  const answer = (c: FapiContext, signIn: SignIn) =>
    mutated(instance, c, signInJSON(instance, signIn));

  app.post('/client/sign_ins', async (c) => {
    const { identifier, strategy, password, transfer } = await readForm(c, createForm);
    if (transfer === 'true') return answer(c, transferToSignIn(instance, c));
    if (strategy?.startsWith('oauth_')) {
      const form = await readForm(c, visitForm);
      const signIn = beginSignIn(instance, c, undefined);
      const purpose = { kind: 'sign_in' as const, signIn };
      signIn.external = await beginVisit(instance, c, strategy, form, purpose);
      return answer(c, signIn);
    }
    const known = [undefined, 'password', 'email_code', 'reset_password_email_code'];
    if (!known.includes(strategy)) {
      throw formError('form_param_value_invalid', 'strategy', `strategy is not supported here`);
    }
    const signIn = beginSignIn(instance, c, identifier);
    const user = instance.store.users.get(signIn.userId ?? '');
    if (user !== undefined && password !== undefined) {
      checkPassword(instance, user, password);
      completeSignIn(instance, c, signIn, user, 'password');
    } else if (
      user !== undefined &&
      (strategy === 'email_code' || strategy === 'reset_password_email_code')
    ) {
      signIn.verification = sendCode(instance, primaryEmail(user), strategy);
    }
    return answer(c, signIn);
  });

  app.get('/client/sign_ins/:id', (c) => {
    const id = c.req.param('id');
    const { signIn } = c.get('client');
    const found = signIn?.id === id ? signIn : findVisit(instance, c, id)?.signIn;
    if (!found) throw notFound('Sign in');
    // After OAuth this is the first that the SDK hears of the client's new session.
    return answer(c, found);
  });

  app.post('/client/sign_ins/:id/prepare_first_factor', async (c) => {
    const { signIn, user } = openSignIn(instance, c, c.req.param('id'));
    const { strategy, email_address_id: addressId } = await readForm(c, prepareForm);
    if (addressId !== undefined && addressId !== user.primaryEmailId) {
      throw notFound('Email address');
    }
    signIn.verification = sendCode(instance, primaryEmail(user), strategy);
    return answer(c, signIn);
  });

  app.post('/client/sign_ins/:id/attempt_first_factor', async (c) => {
    const { signIn, user } = openSignIn(instance, c, c.req.param('id'));
    const form = await readForm(c, attemptForm);
    if (form.strategy === 'password') {
      checkPassword(instance, user, form.password);
      completeSignIn(instance, c, signIn, user, 'password');
      return answer(c, signIn);
    }
    if (signIn.verification?.strategy !== form.strategy) {
      throw badRequest(
        'verification_missing',
        'missing verification',
        'A verification must be prepared before it is attempted.',
      );
    }
    checkCode(instance, signIn.verification, form.code);
    if (form.strategy === 'email_code') completeSignIn(instance, c, signIn, user, 'email_code');
    else signIn.status = 'needs_new_password';
    if (form.strategy !== 'email_code' && form.password !== undefined) {
      resetPassword(instance, c, signIn, user, form.password);
    }
    return answer(c, signIn);
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
    return answer(c, signIn);
  });
  return app;
}

function resetPassword(
  instance: Instance,
  c: FapiContext,
  signIn: SignIn,
  user: User,
  password: string,
): void {
  assertPasswordAllowed(password);
  user.password = hashPassword(password);
  user.updatedAt = instance.clock.now();
  completeSignIn(instance, c, signIn, user, 'password');
}

/** The client's sign-in `id` with its user, unless it is over. */
function openSignIn(instance: Instance, c: FapiContext, id: string) {
  const signIn = c.get('client').signIn;
  const user = instance.store.users.get(signIn?.userId ?? '');
  if (signIn?.id !== id || user === undefined) throw notFound('Sign in');
  if (signIn.status === 'complete') {
    throw badRequest('sign_in_already_complete', 'This sign in is already complete.');
  }
  return { signIn, user };
}
