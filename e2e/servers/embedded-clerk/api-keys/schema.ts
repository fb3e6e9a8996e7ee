import type { Context } from 'hono';
import { z } from 'zod';
import { bodyInvalid } from '../backend-api/errors';
import { readJson } from '../backend-api/input';
import { flag, integer, one } from '../http/query';
import { inputInvalid } from './errors';

// What both APIs take. Limits and patterns: Clerk's documents of 2026-05-12.

const description = z.string().max(255).nullable().optional();
const seconds = z.number().positive().nullable().optional();

/** What the Frontend API takes for a new key. */
export const newApiKey = z.strictObject({
  type: z.string().min(3).max(25).default('api_key'),
  name: z
    .string()
    .min(3)
    .regex(/^\S(.*\S)?$/),
  subject: z.string().regex(/^(user|org)_\w{27}$/),
  description,
  seconds_until_expiration: seconds,
});

/**
 * What the Backend API takes. The document admits `scim_` as a subject too, whose answer it would then
 * refuse; there is no directory here whose key it could be.
 */
export const newBackendApiKey = newApiKey.extend({
  subject: z.string().regex(/^(user|org|mch)_\w{27}$/),
  claims: z.unknown().optional(),
  scopes: z.array(z.string()).default([]),
  created_by: z
    .string()
    .regex(/^user_\w{27}$/)
    .nullable()
    .optional(),
});

/** What of a key the Frontend API changes. */
export const apiKeyChanges = z.strictObject({ description });

/** What of a key the Backend API changes. */
export const backendApiKeyChanges = newBackendApiKey
  .pick({ claims: true, description: true, seconds_until_expiration: true })
  .extend({
    scopes: z.array(z.string()).optional(),
    subject: newBackendApiKey.shape.subject.optional(),
  });

export const revocation = z.strictObject({ revocation_reason: z.string().nullable().optional() });
export const verification = z.strictObject({ secret: z.string() });

/** Which keys a list is of. */
export const apiKeyQuery = z.strictObject({
  type: one.pipe(z.string().min(3)).default('api_key'),
  subject: one.pipe(newBackendApiKey.shape.subject),
  include_invalid: flag.default(false),
  query: one.default(''),
  limit: integer.pipe(z.number().min(1).max(100)).default(10),
  offset: integer.pipe(z.number().min(0)).default(0),
});

/** The JSON body as `schema` describes it; 400 for any other. */
export async function readBody<T extends z.ZodType>(c: Context, schema: T): Promise<z.output<T>> {
  const given = await readJson(c);
  if (typeof given !== 'object' || given === null || Array.isArray(given)) throw bodyInvalid();
  const parsed = schema.safeParse(given);
  if (parsed.success) return parsed.data;
  throw inputInvalid('body', parsed.error);
}

/** The query as `apiKeyQuery` describes it; 400 for any other. What begins with `_` is the SDK's own. */
export function readApiKeyQuery(c: Context): z.output<typeof apiKeyQuery> {
  const given = Object.entries(c.req.queries()).filter(([name]) => !name.startsWith('_'));
  const parsed = apiKeyQuery.safeParse(Object.fromEntries(given));
  if (parsed.success) return parsed.data;
  throw inputInvalid('query', parsed.error);
}
