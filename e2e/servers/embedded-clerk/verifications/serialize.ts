import type { VerificationJSON } from '@clerk/shared/types';
import type { Nullable } from '../http/nullable';
import type { Verification } from '../store/model';

/** `verification` as Clerk shows it: without the code. */
export function verificationJSON(verification: Verification): VerificationJSON {
  const json = {
    object: 'verification',
    id: '',
    status: verification.status,
    strategy: verification.strategy,
    attempts: verification.attempts,
    expire_at: verification.expireAt,
    verified_at_client: null,
    error: null,
  } satisfies Nullable<VerificationJSON, 'error' | 'verified_at_client'>;
  return json as Nullable<VerificationJSON, 'error' | 'verified_at_client'> as VerificationJSON;
}
