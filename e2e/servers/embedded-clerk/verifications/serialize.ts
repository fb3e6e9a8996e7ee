import type { Verification } from '../store/common-model';

/** How Clerk calls what proves an identifier or a password, by its strategy. */
function kindOf(strategy: string) {
  if (['password', 'totp', 'backup_code', 'ticket', 'passkey', 'email_link'].includes(strategy))
    return `verification_${strategy}`;
  if (strategy.startsWith('from_')) return 'verification_from_oauth';
  return strategy === 'admin' ? 'verification_admin' : 'verification_otp';
}

/** `verification` as Clerk shows it: without the code. */
export function verificationJSON(verification: Verification) {
  const { strategy, status, attempts, expireAt, nonce, verifiedAtClient } = verification;
  return {
    object: kindOf(strategy),
    status,
    strategy,
    ...(strategy === 'phone_code' ? { channel: 'sms' } : {}),
    attempts,
    expire_at: expireAt,
    ...(nonce !== undefined && status === 'unverified' ? { nonce } : {}),
    ...(verifiedAtClient === undefined ? {} : { verified_at_client: verifiedAtClient }),
  };
}
