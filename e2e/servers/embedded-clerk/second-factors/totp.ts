import { Secret, TOTP } from 'otpauth';
import { formError } from '../http/errors';
import { newId } from '../ids';
import type { Instance } from '../instance';
import { identifierOf } from '../store/queries';
import type { AuthenticatorApp, User } from '../store/user-model';

/** How often an authenticator app shows another code, in seconds. RFC 6238 */
const period = 30;

/** A secret for an authenticator app, which does nothing until a code of it was seen. */
export function newAuthenticatorApp(instance: Instance): AuthenticatorApp {
  const now = instance.clock.now();
  return {
    id: newId('totp'),
    secret: new Secret({ size: 20 }).base32,
    verified: false,
    lastStep: -1,
    createdAt: now,
    updatedAt: now,
  };
}

/** The address that a QR code holds for the app. */
export function provisioningUri(user: User, { secret }: AuthenticatorApp): string {
  return totpOf(secret, identifierOf(user)).toString();
}

/**
 * Accepts a code of the current half minute or of one beside it, each once: whoever looks over a
 * shoulder has nothing. Throws Clerk's answer to a wrong one.
 */
export function checkTotp(instance: Instance, app: AuthenticatorApp, code: string): void {
  const timestamp = instance.clock.now();
  const delta = totpOf(app.secret, '').validate({ token: code.trim(), timestamp, window: 1 });
  const step = delta === null ? -1 : Math.floor(timestamp / 1000 / period) + delta;
  if (step <= app.lastStep) throw incorrectCode();
  app.lastStep = step;
}

/** 422: the code is wrong, or was right once before. */
export function incorrectCode() {
  return formError('form_code_incorrect', 'code', 'is incorrect', 'Incorrect code');
}

function totpOf(secret: string, label: string): TOTP {
  return new TOTP({ issuer: 'Embedded Clerk', label, period, secret: Secret.fromBase32(secret) });
}
