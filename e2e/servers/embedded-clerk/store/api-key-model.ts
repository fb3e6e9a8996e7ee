import { z } from 'zod';
import { dates } from './common-model';

/**
 * An API key of a user, an organisation or a machine. Its secret is not kept: see `secretOf` in
 * `api-keys/api-keys.ts`.
 */
export const ApiKey = z.object({
  id: z.string(),
  type: z.string(),
  name: z.string(),
  description: z.string().nullable(),
  /** Whose it is. */
  subject: z.string(),
  /** Whatever an application keeps with it. */
  claims: z.unknown(),
  scopes: z.array(z.string()),
  revoked: z.boolean(),
  revocationReason: z.string().nullable(),
  /** `null` for one that never expires. */
  expireAt: z.number().nullable(),
  /** The id of a user. */
  createdBy: z.string().nullable(),
  lastUsedAt: z.number().nullable(),
  ...dates,
});
export type ApiKey = z.output<typeof ApiKey>;
