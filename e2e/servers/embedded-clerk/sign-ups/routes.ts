import { Hono } from 'hono';
import { answer } from '../http/answer';
import { readForm } from '../http/body';
import { badRequest, formError, notFound } from '../http/errors';
import type { FapiContext, FapiEnv } from '../http/fapi-env';
import type { Instance } from '../instance';
import { parseEmail, parsePhone, parseUsername } from '../me/user/identifiers';
import { hashPassword } from '../me/user/passwords';
import {
  assertEmailFree,
  assertPasswordAllowed,
  assertPhoneFree,
  assertUsernameFree,
  createUser,
} from '../me/user/users';
import { isOAuth } from '../oauth/strategy';
import { transferToSignUp } from '../oauth/transfers';
import { beginVisit, findVisit, visitForm } from '../oauth/visits';
import { startSession } from '../sessions/sessions';
import type { SignUp } from '../store/model';
import { checkCode, sendCode } from '../verifications/codes';
import { checkCaptcha } from './captcha';
import { beginSignUp } from './flow';
import { missingFields, unverifiedFields } from './requirements';
import {
  attemptForm,
  beginForm,
  type CodeStrategy,
  type Details,
  detailsForm,
  prepareForm,
} from './schema';
import { signUpJSON } from './serialize';

/** Signing up: collect what is required, verify what was given by code, end in a session. */
export function signUpRoutes(instance: Instance) {
  const app = new Hono<FapiEnv>();

  /** Answers, after turning a sign-up that lacks nothing any more into a user with a session. */
  const respond = (c: FapiContext, signUp: SignUp) => {
    const lacking = [...missingFields(instance, signUp), ...unverifiedFields(signUp)];
    if (lacking.length === 0 && signUp.createdUserId === null) complete(instance, c, signUp);
    return answer(instance, c, signUpJSON(instance, signUp));
  };

  app.post('/client/sign_ups', async (c) => {
    const form = await readForm(c, beginForm(instance));
    checkCaptcha(instance, c, form.captcha_token);
    if (form.transfer === 'true') {
      return respond(c, transferToSignUp(instance, c, form.unsafe_metadata ?? {}));
    }
    const visit = isOAuth(form.strategy) ? await readForm(c, visitForm) : null;
    const signUp = beginSignUp(instance, c);
    update(instance, signUp, form);
    if (visit !== null && isOAuth(form.strategy)) {
      const purpose = { kind: 'sign_up' as const, signUp };
      signUp.external = await beginVisit(instance, c, form.strategy, visit, purpose);
    }
    return respond(c, signUp);
  });

  app.get('/client/sign_ups/:id', (c) => {
    const id = c.req.param('id');
    const { signUp } = c.get('client');
    const found = signUp?.id === id ? signUp : findVisit(instance, c, id)?.signUp;
    if (!found) throw notFound('Sign up');
    // After OAuth this is the first that the SDK hears of the client's new session.
    return answer(instance, c, signUpJSON(instance, found));
  });

  app.patch('/client/sign_ups/:id', async (c) => {
    const signUp = openSignUp(instance, c, c.req.param('id'));
    update(instance, signUp, await readForm(c, detailsForm(instance)));
    return respond(c, signUp);
  });

  app.post('/client/sign_ups/:id/prepare_verification', async (c) => {
    const signUp = openSignUp(instance, c, c.req.param('id'));
    const { strategy } = await readForm(c, prepareForm);
    prepare(instance, signUp, strategy);
    return respond(c, signUp);
  });

  app.post('/client/sign_ups/:id/attempt_verification', async (c) => {
    const signUp = openSignUp(instance, c, c.req.param('id'));
    const { strategy, code } = await readForm(c, attemptForm);
    const verification =
      strategy === 'email_code' ? signUp.emailVerification : signUp.phoneVerification;
    checkCode(instance, verification, code);
    return respond(c, signUp);
  });
  return app;
}

/** Takes over what was given, all or nothing; a strategy has its code sent at once. */
function update(instance: Instance, signUp: SignUp, form: Details): void {
  const email = form.email_address && parseEmail(form.email_address);
  const phone = form.phone_number && parsePhone(form.phone_number);
  const username = form.username && parseUsername(form.username);
  if (email) assertEmailFree(instance, email);
  if (phone) assertPhoneFree(instance, phone);
  if (username) assertUsernameFree(instance, username);
  if (form.password !== undefined) assertPasswordAllowed(form.password);

  if (email && email !== signUp.email) {
    signUp.email = email;
    signUp.emailVerification = null;
  }
  if (phone && phone !== signUp.phone) {
    signUp.phone = phone;
    signUp.phoneVerification = null;
  }
  signUp.username = username ?? signUp.username;
  if (form.password !== undefined) signUp.password = hashPassword(form.password);
  signUp.firstName = form.first_name ?? signUp.firstName;
  signUp.lastName = form.last_name ?? signUp.lastName;
  signUp.unsafeMetadata = form.unsafe_metadata ?? signUp.unsafeMetadata;
  if (form.strategy === 'email_code' || form.strategy === 'phone_code') {
    prepare(instance, signUp, form.strategy);
  }
}

/** Sends a code to what `strategy` proves. Throws Clerk's answer if there is no such thing yet. */
function prepare(instance: Instance, signUp: SignUp, strategy: CodeStrategy): void {
  const [to, param] =
    strategy === 'email_code'
      ? ([signUp.email, 'email_address'] as const)
      : ([signUp.phone, 'phone_number'] as const);
  if (to === null) {
    throw formError('form_param_missing', param, 'is missing', `${param} must be included.`);
  }
  const verification = sendCode(instance, to, strategy);
  if (strategy === 'email_code') signUp.emailVerification = verification;
  else signUp.phoneVerification = verification;
}

function complete(instance: Instance, c: FapiContext, signUp: SignUp): void {
  const user = createUser(instance, signUp);
  const agent = c.req.header('user-agent') ?? null;
  signUp.createdUserId = user.id;
  signUp.createdSessionId = startSession(instance, c.get('client'), user, agent).id;
  c.get('client').lastStrategy = signUp.email === null ? 'phone_code' : 'email_code';
}

/** The client's sign-up `id`, unless it is over. */
function openSignUp(instance: Instance, c: FapiContext, id: string): SignUp {
  const signUp = c.get('client').signUp;
  if (signUp?.id !== id || instance.clock.now() >= signUp.abandonAt) throw notFound('Sign up');
  if (signUp.createdUserId !== null) {
    throw badRequest('sign_up_already_complete', 'This sign up is already complete.');
  }
  return signUp;
}
