import { z } from 'zod';

/** What a session token takes; an empty organisation is the personal account. */
export const tokenForm = z.strictObject({
  organization_id: z.string().optional(),
  /** Newer than Clerk's document: clerk-js 6.40 sends it from every page. */
  tab_state: z.string().optional(),
});
