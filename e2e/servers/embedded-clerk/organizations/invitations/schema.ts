import { z } from 'zod';
import { RoleKey } from '../../store/organization-model';

/** What an invitation takes. */
export const inviteForm = z.strictObject({ email_address: z.email(), role: RoleKey });

/** What several at once take; a trailing comma in <OrganizationProfile/> sends an empty address. */
export const bulkForm = z.strictObject({
  email_address: z
    .array(z.string())
    .transform((emails) => emails.filter((email) => email !== ''))
    .pipe(z.array(z.email()).min(1)),
  role: RoleKey,
});
