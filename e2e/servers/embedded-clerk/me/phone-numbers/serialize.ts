import type { PhoneNumber } from '../../store/user-model';
import { verificationJSON } from '../../verifications/serialize';

/** A phone number of a user. */
export function phoneNumberJSON(number: PhoneNumber) {
  return {
    id: number.id,
    object: 'phone_number',
    phone_number: number.phone,
    reserved_for_second_factor: number.reservedForSecondFactor,
    default_second_factor: number.defaultSecondFactor,
    reserved: false,
    verification: number.verification && verificationJSON(number.verification),
    linked_to: [],
    backup_codes: null,
    created_at: number.createdAt,
    updated_at: number.updatedAt,
  };
}
