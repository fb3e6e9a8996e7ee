import { z } from 'zod';
import { optionalText, text } from '../http/body';

/** What beginning takes: how strong a proof is asked for. */
export const startForm = z.strictObject({
  level: z.enum(['first_factor', 'second_factor', 'multi_factor']),
});

/** What asking for the first factor takes. */
export const prepareFirstForm = z.discriminatedUnion('strategy', [
  z.strictObject({ strategy: z.literal('passkey') }),
  z.strictObject({
    strategy: z.enum(['email_code', 'phone_code']),
    email_address_id: optionalText,
    phone_number_id: optionalText,
    // clerk-js sends what a sign-in lists of the factor.
    default: optionalText,
  }),
]);

/** What proving it takes. */
export const attemptFirstForm = z.discriminatedUnion('strategy', [
  z.strictObject({ strategy: z.literal('password'), password: text }),
  z.strictObject({ strategy: z.literal('passkey'), public_key_credential: text }),
  z.strictObject({ strategy: z.enum(['email_code', 'phone_code']), code: text }),
]);

/** What sending a code to a phone as the second factor takes. */
export const prepareSecondForm = z.strictObject({
  strategy: z.literal('phone_code'),
  phone_number_id: optionalText,
});

/** What proving the second factor takes. */
export const attemptSecondForm = z.strictObject({
  strategy: z.enum(['totp', 'backup_code', 'phone_code']),
  code: text,
});
