import { z } from 'zod';
import { optionalText } from '../http/body';

/** What creating an organisation takes. */
export const createForm = z.strictObject({ name: z.string().trim().min(1), slug: optionalText });

/** What changing one takes. */
export const updateForm = z.strictObject({ name: optionalText, slug: optionalText });
