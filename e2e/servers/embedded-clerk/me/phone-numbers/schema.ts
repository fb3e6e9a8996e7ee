import { z } from 'zod';
import { flag, text } from '../../http/body';

/** What adding a number takes. */
export const addForm = z.strictObject({ phone_number: text });

/** What making it a second factor takes, or the one that is asked for first. */
export const secondFactorForm = z.strictObject({
  reserved_for_second_factor: flag,
  default_second_factor: flag,
});

/** What sending a code to it takes. */
export const prepareForm = z.strictObject({ strategy: z.literal('phone_code') });

/** What proving it takes. */
export const attemptForm = z.strictObject({ code: text });
