import { z } from 'zod';
import { jsonObject, optionalText, text } from '../../http/body';
import type { Instance } from '../../instance';

const profile = z.strictObject({
  first_name: z.string().optional(),
  last_name: z.string().optional(),
  username: optionalText,
  primary_email_address_id: optionalText,
  primary_phone_number_id: optionalText,
  unsafe_metadata: jsonObject,
});

/** What changing the profile takes: a username only where the instance has them. */
export function profileForm({ attributes }: Instance) {
  return profile.superRefine((form, context) => {
    if (form.username === undefined || attributes.username !== 'off') return;
    context.addIssue({ code: 'unrecognized_keys', keys: ['username'], input: form });
  });
}

/** What merging metadata takes. */
export const metadataForm = z.strictObject({ unsafe_metadata: jsonObject });

/** What setting a password takes. */
export const changePasswordForm = z.strictObject({
  current_password: optionalText,
  new_password: text,
  sign_out_of_other_sessions: optionalText,
});

/** What removing it takes. */
export const removePasswordForm = z.strictObject({ current_password: optionalText });
