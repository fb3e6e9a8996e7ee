import { z } from 'zod';
import { jsonObject, optionalText, text } from '../http/body';

/** What beginning or continuing a sign-up takes. */
export const detailsForm = z.object({
  email_address: optionalText,
  password: optionalText,
  first_name: optionalText,
  last_name: optionalText,
  unsafe_metadata: jsonObject,
  strategy: optionalText,
  transfer: optionalText,
});

/** What sending a code takes. */
export const prepareForm = z.object({ strategy: z.literal('email_code') });

/** What proving the address takes. */
export const attemptForm = z.object({ strategy: z.literal('email_code'), code: text });
