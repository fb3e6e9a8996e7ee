import { randomString } from '../ids';
import type { Attributes } from '../instance';
import { hashPassword } from '../me/user/passwords';
import type { User } from '../store/user-model';
import { needsSecondFactor } from './sign-in';

const count = 10;

/** Whether an instance with these attributes has backup codes: they stand in for another second factor. */
export function hasBackupCodes({ authenticatorApp, phoneSecondFactor }: Attributes): boolean {
  return authenticatorApp !== 'off' || phoneSecondFactor !== 'off';
}

/** New codes in place of any there were. Only their digests are kept. */
export function newBackupCodes(user: User): string[] {
  const codes = Array.from({ length: count }, () => randomString(8).toLowerCase());
  user.backupCodes = codes.map(hashPassword);
  return codes;
}

/** Takes the codes of `user` away where there is no second factor left that they could stand in for. */
export function dropNeedlessBackupCodes(user: User): void {
  if (!needsSecondFactor(user)) user.backupCodes = [];
}
