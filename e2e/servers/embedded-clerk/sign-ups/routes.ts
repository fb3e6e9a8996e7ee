import { Hono } from 'hono';
import { refuseRestricted } from '../admission/restrictions';
import { refuseUninvited } from '../admission/sign-up-mode';
import { answer } from '../http/answer';
import { readForm } from '../http/body';
import { badRequest, formError, notAllowedValue, notFound } from '../http/errors';
import type { FapiContext, FapiEnv } from '../http/fapi-env';
import type { Instance } from '../instance';
import { parseEmail, parsePhone, parseUsername } from '../me/user/identifiers';
import { hashPassword } from '../me/user/passwords';
import {
  assertEmailFree,
  assertPasswordAllowed,
  assertPhoneFree,
  assertUsernameFree,
} from '../me/user/users';
import { enterpriseOf } from '../oauth/connections';
import { isAtProvider } from '../oauth/strategy';
import { transferToSignUp } from '../oauth/transfers';
import { beginVisit, findVisit } from '../oauth/visits';
import type { SignUp } from '../store/client-model';
import { checkCode, sendCode } from '../verifications/codes';
import { sendLink } from '../verifications/links';
import { checkCaptcha } from './captcha';
import { beginSignUp, completeSignUp } from './flow';
import {
  attemptForm,
  beginForm,
  type Details,
  detailsForm,
  prepareForm,
  type SentStrategy,
  sentStrategies,
} from './schema';
import { signUpJSON } from './serialize';
import { beginByInvitation, readInvitation } from './tickets';

/** Signing up: collect what is required, verify what was given by code, end in a session. */
export function signUpRoutes(instance: Instance) {
  const app = new Hono<FapiEnv>();

  /** Answers, after turning a sign-up that lacks nothing any more into a user with a session. */
  const respond = (c: FapiContext, signUp: SignUp) => {
    completeSignUp(instance, c, signUp);
    return answer(instance, c, signUpJSON(instance, signUp));
  };

  app.post('/client/sign_ups', async (c) => {
    const form = await readForm(c, beginForm(instance));
    checkCaptcha(instance, c, form.captcha_token);
    if (form.transfer === 'true') {
      // Whatever strategy it names: no ticket is redeemed on this way.
      if (!isFromEnterprise(c)) refuseUninvited(instance);
      return respond(c, transferToSignUp(instance, c, form.unsafe_metadata ?? {}));
    }
    // A ticket is the invitation, and is looked at by `update`.
    if (form.strategy !== 'ticket') refuseUninvited(instance);
    const signUp = beginSignUp(instance, c);
    await update(instance, c, signUp, form);
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
    await update(instance, c, signUp, await readForm(c, detailsForm(instance)));
    return respond(c, signUp);
  });

  app.post('/client/sign_ups/:id/prepare_verification', async (c) => {
    const signUp = openSignUp(instance, c, c.req.param('id'));
    const form = await readForm(c, prepareForm);
    const redirectUrl = form.strategy === 'phone_code' ? undefined : form.redirect_url;
    await prepare(instance, c, signUp, form.strategy, redirectUrl);
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

/** Whether an enterprise vouches for whoever transfers their sign-in: its people need no invitation. */
function isFromEnterprise(c: FapiContext): boolean {
  return c.get('client').signIn?.external?.strategy === 'enterprise_sso';
}

/** Takes over what was given; a strategy has its code sent, or its provider's page prepared, at once. */
async function update(
  instance: Instance,
  c: FapiContext,
  signUp: SignUp,
  form: Details,
): Promise<void> {
  const invitation =
    form.strategy === 'ticket' ? await readInvitation(instance, form.ticket) : undefined;
  const email = form.email_address && parseEmail(form.email_address);
  const phone = form.phone_number && parsePhone(form.phone_number);
  const username = form.username && parseUsername(form.username);
  if (email) assertEmailFree(instance, email);
  if (phone) assertPhoneFree(instance, phone);
  if (username) assertUsernameFree(instance, username);
  refuseRestricted(instance, email, phone);
  if (form.password !== undefined) assertPasswordAllowed(form.password);

  if (invitation) beginByInvitation(signUp, invitation);
  if (email && email !== signUp.email) {
    signUp.email = email;
    signUp.emailVerification = null;
  }
  if (phone && phone !== signUp.phone) {
    signUp.phone = phone;
    signUp.phoneVerification = null;
  }
  if (form.legal_accepted === 'true') signUp.legalAcceptedAt ??= instance.clock.now();
  signUp.username = username ?? signUp.username;
  if (form.password !== undefined) signUp.password = hashPassword(form.password);
  signUp.firstName = form.first_name ?? signUp.firstName;
  signUp.lastName = form.last_name ?? signUp.lastName;
  signUp.unsafeMetadata = form.unsafe_metadata ?? signUp.unsafeMetadata;
  const sent = sentStrategies.find((strategy) => strategy === form.strategy);
  if (sent) await prepare(instance, c, signUp, sent, form.redirect_url);
  if (!isAtProvider(form.strategy)) return;
  const isElsewhere =
    form.strategy === 'enterprise_sso' && !enterpriseOf(instance, signUp.email ?? '');
  if (isElsewhere) throw notAllowedValue('strategy');
  const purpose = { kind: 'sign_up' as const, signUp };
  signUp.external = await beginVisit(instance, c, form.strategy, form, purpose);
}

/** Sends a code or link to what `strategy` proves. Throws Clerk's answer if there is no such thing yet. */
async function prepare(
  instance: Instance,
  c: FapiContext,
  signUp: SignUp,
  strategy: SentStrategy,
  redirectUrl: string | undefined,
): Promise<void> {
  const isPhone = strategy === 'phone_code';
  const [to, param] = isPhone
    ? ([signUp.phone, 'phone_number'] as const)
    : ([signUp.email, 'email_address'] as const);
  if (to === null) {
    throw formError('form_param_missing', param, 'is missing', `${param} must be included.`);
  }
  if (strategy === 'email_link' && instance.attributes.emailLink === 'off') {
    throw notAllowedValue('strategy');
  }
  const owner = { client: c.get('client'), resourceId: signUp.id };
  const verification =
    strategy === 'email_link'
      ? await sendLink(instance, to, owner, redirectUrl)
      : sendCode(instance, to, strategy);
  if (isPhone) signUp.phoneVerification = verification;
  else signUp.emailVerification = verification;
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
