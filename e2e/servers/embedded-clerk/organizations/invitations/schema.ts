import { z } from 'zod';
import { RoleKey } from '../../store/organization-model';

/** What an invitation takes. */
export const inviteForm = z.strictObject({ email_address: z.email(), role: RoleKey });

/** The addresses of a bulk invitation. */
export const bulkEmails = z.array(z.email()).min(1);
