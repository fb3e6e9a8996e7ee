import { z } from 'zod';
import { text } from '../../http/body';

/** What adding a number takes. */
export const addForm = z.strictObject({ phone_number: text });

/** What sending a code to it takes. */
export const prepareForm = z.strictObject({ strategy: z.literal('phone_code') });

/** What proving it takes. */
export const attemptForm = z.strictObject({ code: text });
