import type { Instance } from '../instance';
import { secondFactorsJSON } from '../second-factors/sign-in';
import { userOf } from '../sessions/acting-session';
import { sessionJSON } from '../sessions/serialize';
import { firstFactorsJSON } from '../sign-ins/factors';
import type { Session } from '../store/client-model';
import { verificationJSON } from '../verifications/serialize';

/** How far `session` has come in proving again who its user is, with what they can prove it by. */
export async function reverificationJSON(
  instance: Instance,
  session: Session,
  origin: string | undefined,
) {
  const { reverification } = session;
  const user = userOf(instance, session);
  return {
    object: 'session_reverification',
    level: reverification?.level,
    status: reverification?.status,
    supported_first_factors: firstFactorsJSON(instance, user).filter(
      ({ strategy }) => !strategy.startsWith('reset_'),
    ),
    supported_second_factors: secondFactorsJSON(user),
    first_factor_verification:
      reverification?.verification && verificationJSON(reverification.verification),
    second_factor_verification:
      reverification?.secondVerification && verificationJSON(reverification.secondVerification),
    session: await sessionJSON(instance, session, origin),
  };
}
