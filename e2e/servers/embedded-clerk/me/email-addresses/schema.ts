import { z } from 'zod';
import { text } from '../../http/body';

/** What adding an address takes. */
export const addForm = z.object({ email_address: z.email() });

/** What sending a code to it takes. */
export const prepareForm = z.object({ strategy: z.literal('email_code') });

/** What proving it takes. */
export const attemptForm = z.object({ code: text });
