import { z } from 'zod';
import { jsonObject, optionalText, text } from '../../http/body';

/** What changing the profile takes. */
export const profileForm = z.object({
  first_name: z.string().optional(),
  last_name: z.string().optional(),
  primary_email_address_id: optionalText,
  unsafe_metadata: jsonObject,
});

/** What merging metadata takes. */
export const metadataForm = z.object({ unsafe_metadata: jsonObject });

/** What setting a password takes. */
export const changePasswordForm = z.object({
  current_password: optionalText,
  new_password: text,
  sign_out_of_other_sessions: optionalText,
});

/** What removing it takes. */
export const removePasswordForm = z.object({ current_password: optionalText });
