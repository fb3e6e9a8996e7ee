import type { Context } from 'hono';
import { z } from 'zod';
import { paging, readId, seconds } from '../credentials/input';
import { flag, one } from '../http/query';

// What both APIs take. Limits and patterns: Clerk's documents of 2026-05-12.

const description = z.string().max(255).nullable().optional();

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

/** The id of a key in the path. */
export const readKeyId = (c: Context) => readId(c, 'apiKeyID', /^(ak|api_key)_[0-9A-Fa-f]{32}$/);

export const verification = z.strictObject({ secret: z.string() });

/** Which keys are asked for, and which page of them. */
export const apiKeyQuery = z.strictObject({
  type: one.pipe(z.string().min(3)).default('api_key'),
  subject: one.pipe(newBackendApiKey.shape.subject),
  include_invalid: flag.default(false),
  query: one.default(''),
  ...paging,
});
export type ApiKeyQuery = z.output<typeof apiKeyQuery>;
