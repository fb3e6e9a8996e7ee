import { z } from 'zod';

/** What a session token takes; an empty organisation is the personal account. */
export const tokenForm = z.strictObject({ organization_id: z.string().optional() });
