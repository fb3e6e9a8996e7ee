import type { FapiContext } from '../http/fapi-env';
import { newId } from '../ids';
import type { Instance } from '../instance';
import { refuseSecondSession } from '../sign-ins/flow';
import type { SignUp } from '../store/model';

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
    createdUserId: null,
    createdSessionId: null,
    abandonAt: instance.clock.now() + dayMs,
  };
  c.get('client').signUp = signUp;
  return signUp;
}
