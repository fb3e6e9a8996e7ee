import { randomInt } from 'node:crypto';
import { FapiError, formError } from '../http/errors';
import type { Instance } from '../instance';
import type { Verification } from '../store/model';

const lifetimeMs = 10 * 60 * 1000;
const maxAttempts = 3;

/**
 * Sends a one-time code for `email` and returns the verification that waits for it. As in Clerk's
 * test mode, an address with `+clerk_test` always gets 424242 and no message; any other code is
 * random and handed to the instance's `onCode`.
 */
export function sendCode(instance: Instance, email: string, strategy: string): Verification {
  const isTest = /\+clerk_test[^@]*@/i.test(email);
  const code = isTest ? '424242' : String(randomInt(1_000_000)).padStart(6, '0');
  if (!isTest) instance.onCode({ email, code });
  return {
    strategy,
    status: 'unverified',
    code,
    attempts: 0,
    expireAt: instance.clock.now() + lifetimeMs,
  };
}

/** Marks `verification` verified if `code` is right; throws Clerk's answer to what is wrong. */
export function checkCode(instance: Instance, verification: Verification, code: string): void {
  if (verification.status === 'verified') {
    throw new FapiError(400, {
      code: 'verification_already_verified',
      message: 'already verified',
      long_message: 'This verification has already been verified.',
      meta: {},
    });
  }
  if (instance.clock.now() >= verification.expireAt) verification.status = 'expired';
  if (verification.status === 'expired') {
    throw new FapiError(400, {
      code: 'verification_expired',
      message: 'expired',
      long_message: 'This verification has expired. You must create a new one.',
      meta: {},
    });
  }
  if (verification.status === 'failed') throw tooManyAttempts();
  if (verification.code !== code.trim()) {
    verification.attempts += 1;
    if (verification.attempts < maxAttempts) {
      throw formError('form_code_incorrect', 'code', 'is incorrect', 'Incorrect code');
    }
    verification.status = 'failed';
    throw tooManyAttempts();
  }
  verification.status = 'verified';
  verification.code = null;
}

function tooManyAttempts(): FapiError {
  return new FapiError(400, {
    code: 'verification_failed',
    message: 'failed',
    long_message:
      'Too many failed attempts. You have to try again with the same or another method.',
    meta: {},
  });
}
