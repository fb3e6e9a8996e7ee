import { Hono } from 'hono';
import { answer, originOf } from '../http/answer';
import { readForm } from '../http/body';
import { badRequest } from '../http/errors';
import type { FapiContext, FapiEnv } from '../http/fapi-env';
import type { Instance } from '../instance';
import { askForPasskey, verifyPasskey } from '../passkeys/ceremonies';
import { relyingPartyOf } from '../passkeys/relying-party';
import {
  checkSecondFactor,
  needsSecondFactor,
  sendSecondFactorCode,
} from '../second-factors/sign-in';
import { requireSession, userOf } from '../sessions/acting-session';
import { codeAddress } from '../sign-ins/factors';
import { assertNotLocked, checkPassword, underLockout } from '../sign-ins/lockout';
import type { Session } from '../store/client-model';
import { checkCode, passwordVerification, sendCode } from '../verifications/codes';
import {
  attemptFirstForm,
  attemptSecondForm,
  prepareFirstForm,
  prepareSecondForm,
  startForm,
} from './schema';
import { reverificationJSON } from './serialize';

const path = '/client/sessions/:id/verify';

/** Proving again who one is, for a session that goes on. */
export function reverificationRoutes(instance: Instance) {
  const app = new Hono<FapiEnv>();
  const asking = (c: FapiContext) => {
    const session = requireSession(instance, c, c.req.param('id') ?? '');
    return { session, user: userOf(instance, session) };
  };
  /** The session that waits for its `step`. */
  const waiting = (c: FapiContext, step: 'needs_first_factor' | 'needs_second_factor') => {
    const { session, user } = asking(c);
    const { reverification } = session;
    if (reverification === null) throw missing();
    if (reverification.status !== step) throw notReady();
    return { session, user, reverification };
  };
  const respond = async (c: FapiContext, session: Session) =>
    answer(instance, c, await reverificationJSON(instance, session, originOf(c)));

  app.post(path, async (c) => {
    const { session, user } = asking(c);
    const asked = (await readForm(c, startForm)).level;
    // Whoever has no second factor is asked for the first.
    const level = needsSecondFactor(user) ? asked : 'first_factor';
    session.reverification = {
      level,
      status: level === 'second_factor' ? 'needs_second_factor' : 'needs_first_factor',
      verification: null,
      secondVerification: null,
    };
    return respond(c, session);
  });

  app.post(`${path}/prepare_first_factor`, async (c) => {
    const { session, user, reverification } = waiting(c, 'needs_first_factor');
    const { strategy, ...asked } = await readForm(c, prepareFirstForm);
    reverification.verification =
      strategy === 'passkey'
        ? await askForPasskey(instance, relyingPartyOf(instance, c), user)
        : sendCode(instance, codeAddress(instance, user, strategy, asked), strategy);
    return respond(c, session);
  });

  app.post(`${path}/attempt_first_factor`, async (c) => {
    const { session, user, reverification } = waiting(c, 'needs_first_factor');
    const form = await readForm(c, attemptFirstForm);
    const { verification } = reverification;
    const prepared = verification?.strategy === form.strategy ? verification : null;
    if (form.strategy === 'passkey') {
      assertNotLocked(instance, user);
      const party = relyingPartyOf(instance, c);
      await verifyPasskey(instance, party, prepared, form.public_key_credential, user);
    } else if (form.strategy === 'password') {
      underLockout(instance, user, () => checkPassword(user, form.password));
      reverification.verification = passwordVerification();
    } else {
      underLockout(instance, user, () => checkCode(instance, prepared, form.code));
    }
    session.firstFactorAt = instance.clock.now();
    reverification.status =
      reverification.level === 'multi_factor' ? 'needs_second_factor' : 'complete';
    return respond(c, session);
  });

  app.post(`${path}/prepare_second_factor`, async (c) => {
    const { session, user, reverification } = waiting(c, 'needs_second_factor');
    const { phone_number_id: id } = await readForm(c, prepareSecondForm);
    reverification.secondVerification = sendSecondFactorCode(instance, user, id);
    return respond(c, session);
  });

  app.post(`${path}/attempt_second_factor`, async (c) => {
    const { session, user, reverification } = waiting(c, 'needs_second_factor');
    const { strategy, code } = await readForm(c, attemptSecondForm);
    const prepared = reverification.secondVerification;
    reverification.secondVerification = underLockout(instance, user, () =>
      checkSecondFactor(instance, user, strategy, code, prepared),
    );
    session.secondFactorAt = instance.clock.now();
    reverification.status = 'complete';
    return respond(c, session);
  });
  return app;
}

function missing() {
  return badRequest(
    'session_reverification_missing',
    'is missing',
    'You need to start a new session verification flow first',
  );
}

function notReady() {
  return badRequest(
    'invalid_action_for_session_reverification',
    'Invalid action for session reverification',
    "We were unable to do this for this session, as it's not ready for it.",
  );
}
