import { z } from 'zod';
import { text } from '../../http/body';

/** What adding an address takes. */
export const addForm = z.strictObject({ email_address: text });

/** What sending a code to it takes. */
export const prepareForm = z.strictObject({ strategy: z.literal('email_code') });

/** What proving it takes. */
export const attemptForm = z.strictObject({ code: text });
