import { z } from 'zod';
import { text } from '../../http/body';

/** What an invitation takes. */
export const inviteForm = z.strictObject({ email_address: z.email(), role: text });

/** What several at once take; a trailing comma in <OrganizationProfile/> sends an empty address. */
export const bulkForm = z.strictObject({
  email_address: z
    .array(z.string())
    .transform((emails) => emails.filter((email) => email !== ''))
    .pipe(z.array(z.email()).min(1)),
  role: text,
});
