import { Hono } from 'hono';
import { z } from 'zod';
import { mutated } from '../http/answer';
import { readForm } from '../http/body';
import { badRequest, formError, notFound } from '../http/errors';
import type { FapiContext, FapiEnv } from '../http/fapi-env';
import type { Instance } from '../instance';
import { hashPassword } from '../me/user/passwords';
import { assertEmailFree, assertPasswordAllowed, createUser } from '../me/user/users';
import { transferToSignUp } from '../oauth/transfers';
import { beginVisit, findVisit, visitForm } from '../oauth/visits';
import { startSession } from '../sessions/sessions';
import type { SignUp } from '../store/model';
import { sameEmail } from '../store/queries';
import { checkCode, sendCode } from '../verifications/codes';
import { beginSignUp } from './flow';
import { attemptForm, detailsForm, prepareForm } from './schema';
import { missingFields, signUpJSON } from './serialize';

/** Signing up: collect what is required, verify the address by code, end in a session. */
export function signUpRoutes(instance: Instance) {
  const app = new Hono<FapiEnv>();

  /** Answers, after turning a sign-up that lacks nothing any more into a user with a session. */
  const answer = (c: FapiContext, signUp: SignUp) => {
    const verified = signUp.verification?.status === 'verified';
    if (verified && missingFields(signUp).length === 0 && signUp.createdUserId === null) {
      complete(instance, c, signUp);
    }
    return mutated(instance, c, signUpJSON(instance, signUp));
  };

  app.post('/client/sign_ups', async (c) => {
    const form = await readForm(c, detailsForm);
    if (form.transfer === 'true') {
      return answer(c, transferToSignUp(instance, c, form.unsafe_metadata ?? {}));
    }
    const visit = form.strategy?.startsWith('oauth_') ? await readForm(c, visitForm) : null;
    if (form.strategy !== undefined && visit === null) {
      throw formError('form_param_value_invalid', 'strategy', 'strategy is not supported here');
    }
    const signUp = beginSignUp(instance, c);
    update(instance, signUp, form);
    if (visit !== null && form.strategy !== undefined) {
      const purpose = { kind: 'sign_up' as const, signUp };
      signUp.external = await beginVisit(instance, c, form.strategy, visit, purpose);
    }
    return answer(c, signUp);
  });

  app.get('/client/sign_ups/:id', (c) => {
    const id = c.req.param('id');
    const { signUp } = c.get('client');
    const found = signUp?.id === id ? signUp : findVisit(instance, c, id)?.signUp;
    if (!found) throw notFound('Sign up');
    // After OAuth this is the first that the SDK hears of the client's new session.
    return answer(c, found);
  });

  app.patch('/client/sign_ups/:id', async (c) => {
    const signUp = openSignUp(instance, c, c.req.param('id'));
    update(instance, signUp, await readForm(c, detailsForm));
    return answer(c, signUp);
  });

  app.post('/client/sign_ups/:id/prepare_verification', async (c) => {
    const signUp = openSignUp(instance, c, c.req.param('id'));
    const { strategy } = await readForm(c, prepareForm);
    if (signUp.email === null) {
      throw formError('form_param_missing', 'email_address', 'email_address must be included.');
    }
    signUp.verification = sendCode(instance, signUp.email, strategy);
    return answer(c, signUp);
  });

  app.post('/client/sign_ups/:id/attempt_verification', async (c) => {
    const signUp = openSignUp(instance, c, c.req.param('id'));
    const { code } = await readForm(c, attemptForm);
    if (signUp.verification === null) {
      throw badRequest('verification_missing', 'A verification must be prepared first.');
    }
    checkCode(instance, signUp.verification, code);
    return answer(c, signUp);
  });
  return app;
}

function update(instance: Instance, signUp: SignUp, form: z.output<typeof detailsForm>): void {
  if (form.email_address !== undefined && !z.email().safeParse(form.email_address).success) {
    throw formError(
      'form_param_format_invalid',
      'email_address',
      'is invalid',
      'email_address must be a valid email address.',
    );
  }
  if (form.email_address !== undefined) assertEmailFree(instance, form.email_address);
  if (form.password !== undefined) assertPasswordAllowed(form.password);

  if (form.email_address !== undefined) {
    const changed = signUp.email === null || !sameEmail(signUp.email, form.email_address);
    if (changed) signUp.verification = null;
    signUp.email = form.email_address;
  }
  if (form.password !== undefined) signUp.password = hashPassword(form.password);
  signUp.firstName = form.first_name ?? signUp.firstName;
  signUp.lastName = form.last_name ?? signUp.lastName;
  signUp.unsafeMetadata = form.unsafe_metadata ?? signUp.unsafeMetadata;
}

function complete(instance: Instance, c: FapiContext, signUp: SignUp): void {
  const user = createUser(instance, { ...signUp, email: signUp.email ?? '' });
  const agent = c.req.header('user-agent') ?? null;
  signUp.createdUserId = user.id;
  signUp.createdSessionId = startSession(instance, c.get('client'), user, agent).id;
  c.get('client').lastStrategy = 'email_code';
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
