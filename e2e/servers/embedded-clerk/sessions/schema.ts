import { z } from 'zod';

/** What activating a session takes; an empty organisation is the personal account. */
export const touchForm = z.object({ active_organization_id: z.string().optional() });
