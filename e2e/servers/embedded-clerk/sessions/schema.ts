import { z } from 'zod';

/** What activating a session takes; an empty organisation is the personal account. */
export const touchForm = z.strictObject({
  active_organization_id: z.string().optional(),
  intent: z.enum(['focus', 'select_session', 'select_org']).optional(),
});
