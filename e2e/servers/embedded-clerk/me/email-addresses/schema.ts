import { z } from 'zod';
import { optionalText, text } from '../../http/body';

/** What adding an address takes. */
export const addForm = z.strictObject({ email_address: text });

/** What sending a code or a link to it takes. */
export const prepareForm = z.discriminatedUnion('strategy', [
  z.strictObject({ strategy: z.literal('email_code') }),
  z.strictObject({ strategy: z.literal('email_link'), redirect_url: optionalText }),
]);

/** What proving it takes. */
export const attemptForm = z.strictObject({ code: text });
