import { randomBytes, scryptSync, timingSafeEqual } from 'node:crypto';
import type { PasswordDigest } from '../../store/common-model';

// Cheap on purpose: these passwords live for one test run, and sign-in must not slow a suite.
const cost = { N: 1024, r: 8, p: 1 };

/** The digest of `password` under a fresh salt. */
export function hashPassword(password: string): PasswordDigest {
  const salt = randomBytes(16);
  return { salt, hash: scryptSync(password, salt, 32, cost) };
}

/** Whether `password` is the one behind `digest`, in constant time. */
export function verifyPassword(password: string, digest: PasswordDigest): boolean {
  return timingSafeEqual(scryptSync(password, digest.salt, 32, cost), digest.hash);
}
