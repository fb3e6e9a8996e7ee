import { z } from 'zod';

/** What a session token takes; an empty organisation is the personal account. */
export const tokenForm = z.object({ organization_id: z.string().optional() });
