import { Hono } from 'hono';
import { z } from 'zod';
import { fetched, mutated } from '../http/answer';
import { readForm } from '../http/body';
import { badRequest, formError, notFound } from '../http/errors';
import type { FapiContext, FapiEnv } from '../http/fapi-env';
import { newId } from '../ids';
import type { Instance } from '../instance';
import { hashPassword } from '../me/user/passwords';
import { assertEmailFree, assertPasswordAllowed, createUser } from '../me/user/users';
import { startSession } from '../sessions/sessions';
import { refuseSecondSession } from '../sign-ins/flow';
import type { SignUp } from '../store/model';
import { sameEmail } from '../store/queries';
import { checkCode, sendCode } from '../verifications/codes';
import { attemptForm, detailsForm, prepareForm } from './schema';
import { missingFields, signUpJSON } from './serialize';

const dayMs = 24 * 60 * 60 * 1000;
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
    if (form.transfer === 'true' || form.strategy !== undefined) {
      throw formError('form_param_value_invalid', 'strategy', 'strategy is not supported here');
    }
    refuseSecondSession(instance, c);
    const signUp: SignUp = {
      id: newId('sua'),
      email: null,
      password: null,
      firstName: null,
      lastName: null,
      unsafeMetadata: {},
      verification: null,
      createdUserId: null,
      createdSessionId: null,
      abandonAt: instance.clock.now() + dayMs,
    };
    update(instance, signUp, form);
    c.get('client').signUp = signUp;
    return answer(c, signUp);
  });

  app.get('/client/sign_ups/:id', (c) => {
    const signUp = c.get('client').signUp;
    if (signUp?.id !== c.req.param('id')) throw notFound('Sign up');
    return fetched(c, signUpJSON(instance, signUp));
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
