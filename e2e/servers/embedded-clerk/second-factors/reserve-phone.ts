import { badRequest, featureNotEnabled } from '../http/errors';
import type { Instance } from '../instance';
import { isVerified } from '../store/queries';
import type { PhoneNumber, User } from '../store/user-model';
import { dropNeedlessBackupCodes } from './backup-codes';

/**
 * Makes codes to `number` a second factor of `user`, or no longer; `undefined` leaves a wish as it was. The first
 * such number is the default one. Throws Clerk's answer if the instance has none such, or the number is unproved.
 */
export function reservePhone(
  instance: Instance,
  user: User,
  number: PhoneNumber,
  wish: { reserved: boolean | undefined; isDefault?: boolean | undefined },
): void {
  if (instance.attributes.phoneSecondFactor === 'off') throw featureNotEnabled();
  if (!isVerified(number)) throw unverified();
  number.reservedForSecondFactor = wish.reserved ?? number.reservedForSecondFactor;
  const others = user.phones.filter((row) => row !== number && row.reservedForSecondFactor);
  if (wish.isDefault) for (const row of others) row.defaultSecondFactor = false;
  number.defaultSecondFactor =
    number.reservedForSecondFactor && (wish.isDefault ?? others.length === 0);
  number.updatedAt = user.updatedAt = instance.clock.now();
  dropNeedlessBackupCodes(user);
}

/** 400: only a number that its owner has proved may guard their account. */
function unverified() {
  return badRequest(
    'form_verification_needed',
    'is unverified',
    'This identification needs to be verified before you can perform this action.',
  );
}
