import { randomInt } from 'node:crypto';
import { z } from 'zod';
import { badRequest, formError } from '../http/errors';
import type { Instance } from '../instance';
import type { Verification } from '../store/common-model';

/** How a code goes to a phone, as newer SDKs say it (clerk-js 6.40, `phoneCode.sendCode`). No other way is switched on. */
export const phoneChannel = z.literal('sms').optional();

const lifetimeMs = 10 * 60 * 1000;
const maxAttempts = 3;

/** What Clerk delivers no message to, and takes a fixed code for. https://clerk.com/docs/testing */
const testAddress = /\+clerk_test[^@]*@/i;
const testNumber = /^\+1\d{3}55501\d{2}$/;
const testCode = '424242';

/**
 * Sends a one-time code to an email address or phone number and returns the verification that waits
 * for it. As in Clerk's test mode, an address with `+clerk_test` and the numbers +1 (XXX) 555-0100 to
 * 0199 always get 424242 and no message; any other code is random and handed to `onCode`.
 */
export function sendCode(instance: Instance, to: string, strategy: string): Verification {
  const isTest = testAddress.test(to) || testNumber.test(to);
  const code = isTest ? testCode : String(randomInt(1_000_000)).padStart(6, '0');
  if (!isTest) instance.onCode({ to, code });
  return {
    strategy,
    status: 'unverified',
    code,
    attempts: 0,
    expireAt: instance.clock.now() + lifetimeMs,
  };
}

/** What was verified by whoever runs the instance, not by a code. */
export function adminVerification(): Verification {
  return { strategy: 'admin', status: 'verified', code: null, attempts: null, expireAt: null };
}

/** What a right password leaves behind. */
export function passwordVerification(): Verification {
  return { strategy: 'password', status: 'verified', code: null, attempts: 1, expireAt: null };
}

/**
 * Marks `prepared` verified if `code` is right, and returns it; throws Clerk's answer to what is wrong, also
 * when there is no verification.
 */
export function checkCode(
  instance: Instance,
  prepared: Verification | null,
  code: string,
): Verification {
  const verification = assertOpen(instance, prepared);
  verification.attempts = (verification.attempts ?? 0) + 1;
  if (verification.code !== code.trim()) {
    if (verification.attempts < maxAttempts) {
      throw formError('form_code_incorrect', 'code', 'is incorrect', 'Incorrect code');
    }
    verification.status = 'failed';
    throw tooManyAttempts();
  }
  verification.status = 'verified';
  verification.code = null;
  return verification;
}

/**
 * `verification`, if it still waits for what proves it. Throws Clerk's answer if it was proved, has failed
 * or run out of time, or was never prepared.
 */
export function assertOpen(instance: Instance, verification: Verification | null): Verification {
  if (verification === null) {
    throw badRequest(
      'verification_missing',
      'missing verification',
      'A verification must be prepared before it is attempted.',
    );
  }
  if (verification.status === 'verified') {
    throw badRequest(
      'verification_already_verified',
      'already verified',
      'This verification has already been verified.',
    );
  }
  if (instance.clock.now() >= (verification.expireAt ?? 0)) verification.status = 'expired';
  if (verification.status === 'expired') {
    throw badRequest(
      'verification_expired',
      'expired',
      'This verification has expired. You must create a new one.',
    );
  }
  if (verification.status === 'failed') throw tooManyAttempts();
  return verification;
}

function tooManyAttempts() {
  return badRequest(
    'verification_failed',
    'failed',
    'Too many failed attempts. You have to try again with the same or another method.',
  );
}
