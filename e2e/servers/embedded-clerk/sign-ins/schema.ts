import { z } from 'zod';
import { optionalText, text } from '../http/body';

const codeStrategies = ['email_code', 'reset_password_email_code'] as const;

/** What beginning a sign-in takes. */
export const createForm = z.object({
  identifier: optionalText,
  strategy: optionalText,
  password: optionalText,
  transfer: optionalText,
});

/** What sending a code takes. */
export const prepareForm = z.object({
  strategy: z.enum(codeStrategies),
  email_address_id: optionalText,
});

/** What proving the first factor takes. */
export const attemptForm = z.discriminatedUnion('strategy', [
  z.object({ strategy: z.literal('password'), password: text }),
  z.object({ strategy: z.enum(codeStrategies), code: text, password: optionalText }),
]);

/** What setting a new password takes. */
export const resetForm = z.object({ password: text, sign_out_of_other_sessions: optionalText });
