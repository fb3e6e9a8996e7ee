import { z } from 'zod';
import { dates } from './common-model';

// What lets machines in. No secret is kept: see `credentials/credential.ts`.

/** What API keys and M2M tokens have in common. */
const credential = {
  id: z.string(),
  /** Whose it is: a user, an organisation or a machine. */
  subject: z.string(),
  /** Whatever an application keeps with it. */
  claims: z.unknown(),
  scopes: z.array(z.string()),
  revoked: z.boolean(),
  revocationReason: z.string().nullable(),
  /** `null` for one that never expires. */
  expireAt: z.number().nullable(),
  lastUsedAt: z.number().nullable(),
  ...dates,
};
export type Credential = z.output<z.ZodObject<typeof credential>>;

export const ApiKey = z.object({
  ...credential,
  type: z.string(),
  name: z.string(),
  description: z.string().nullable(),
  /** The id of a user. */
  createdBy: z.string().nullable(),
});
export type ApiKey = z.output<typeof ApiKey>;

/** A machine's opaque token. Its scopes are the machines that it was for when it was made. */
export const M2mToken = z.object(credential);
export type M2mToken = z.output<typeof M2mToken>;

/** A server that is known by name and has a secret key of its own. */
export const Machine = z.object({
  id: z.string(),
  name: z.string(),
  /** How long its tokens live, in seconds. */
  defaultTokenTtl: z.number(),
  /** The machines that it may access, and since when. */
  scopes: z.array(z.object({ machineId: z.string(), createdAt: z.number() })),
  /** How often its secret key was rotated. */
  rotation: z.number(),
  /** Until when the secret key of the previous rotation is valid. */
  previousUntil: z.number(),
  ...dates,
});
export type Machine = z.output<typeof Machine>;
