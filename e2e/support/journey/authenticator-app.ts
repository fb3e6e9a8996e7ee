import { Secret, TOTP } from 'otpauth';

/** What a person's authenticator app shows for `secret`, `laterMs` from now. */
export function codeShown(secret: string, laterMs = 0): string {
  const timestamp = Date.now() + laterMs;
  return new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp });
}
