import { randomInt } from 'node:crypto';

const alphabet = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';

/** The prefixes Clerk gives the ids of its resources. */
export type IdPrefix =
  | 'act'
  | 'alid'
  | 'bcod'
  | 'blid'
  | 'client'
  | 'dmn'
  | 'eac'
  | 'idn'
  | 'ins'
  | 'inv'
  | 'jtmp'
  | 'mch'
  | 'org'
  | 'orginv'
  | 'orgmem'
  | 'perm'
  | 'proxchk'
  | 'role'
  | 'ru'
  | 'sess'
  | 'sia'
  | 'sit'
  | 'sua'
  | 'totp'
  | 'user'
  | 'ver'
  | 'wle';

/** A new id in Clerk's form: a prefix and 27 base-62 characters. */
export function newId(prefix: IdPrefix): string {
  return `${prefix}_${randomString(27)}`;
}

/** `length` random base-62 characters, from the cryptographic generator. */
export function randomString(length: number): string {
  return Array.from({ length }, () => alphabet[randomInt(alphabet.length)]).join('');
}
