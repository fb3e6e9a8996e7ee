import { createHmac, timingSafeEqual } from 'node:crypto';
import type { PrivateJwk } from '../keys';
import type { Mode } from '../publishable-key';

const scheme = /^Bearer (sk_.*)$/;

/**
 * The secret key of the instance that signs with `signingKey`: `sk_test_` or `sk_live_` and a secret. It
 * is derived from that private key, so that an instance that is kept in a file keeps its secret key too.
 */
export function secretKeyFor(mode: Mode, signingKey: PrivateJwk): string {
  const secret = createHmac('sha256', signingKey.d).update('secret key').digest('hex');
  return `${mode === 'development' ? 'sk_test' : 'sk_live'}_${secret.slice(0, 42)}`;
}

/**
 * The secret key that an `Authorization` header presents, right or wrong, or `undefined`: whoever
 * presents one means the Backend API. A client of the Frontend API presents a JWT, which is no `sk_`.
 */
export function presentedSecretKey(authorization: string | undefined): string | undefined {
  return scheme.exec(authorization ?? '')?.[1];
}

/** Whether the two are the same key, in constant time. */
export function isSameSecretKey(presented: string, expected: string): boolean {
  const a = Buffer.from(presented);
  const b = Buffer.from(expected);
  return a.length === b.length && timingSafeEqual(a, b);
}
