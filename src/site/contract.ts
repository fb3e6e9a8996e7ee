import '../messaging/internal/jitless';
import * as z from 'zod/mini';
import { AUTH_ERROR_CODES } from '../auth/auth-error';
import { defineContract } from '../messaging/contract';
import { grantedSite } from '../messaging/sender';
import { ApiRequest, ApiResponse } from './api-request';
import { API_ERROR_CODES } from './errors';

/**
 * Who is signed in, as a site may come to know it: no id, no address, no organisation. `imageUrl` is
 * what Clerk names it, and Clerk's URLs may hold the user's id in base64: do not put it into a page.
 */
export const PublicSession = z.discriminatedUnion('status', [
  z.strictObject({
    status: z.literal('signed-in'),
    name: z.nullable(z.string()),
    imageUrl: z.nullable(z.string()),
  }),
  z.strictObject({ status: z.literal('signed-out') }),
  /** Clerk is out of reach and nothing is known from before. */
  z.strictObject({ status: z.literal('unavailable') }),
]);
export type PublicSession = z.infer<typeof PublicSession>;

/**
 * Everything a content script may say to the worker. A contract of its own, so that a content script's
 * client has no other routes to call. Which sites are granted is for the worker's router to say.
 */
export const siteContract = defineContract(
  {
    /** Whether anyone is signed in, and what to call them. */
    'site.getSession': {
      input: z.strictObject({}),
      output: PublicSession,
      allow: [grantedSite],
      idempotent: true,
      deadlineMs: 10_000,
    },
    /** Calls the application's API as the signed-in user. */
    'api.fetch': {
      input: ApiRequest,
      output: ApiResponse,
      allow: [grantedSite],
      // A request that writes must not be made twice because the worker died over the first.
      idempotent: false,
      deadlineMs: 20_000,
    },
  },
  { errors: [...AUTH_ERROR_CODES, ...API_ERROR_CODES] },
);
