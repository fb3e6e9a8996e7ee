import * as z from 'zod/mini';
import { AUTH_ERROR_CODES } from '../auth/auth-error';
import { defineContract } from '../messaging/contract';
import { RouteError } from '../messaging/errors';
import { grantedSite } from '../messaging/sender';
import { ApiRequest, ApiResponse } from './api-request';

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

/** Why the worker did not have the API asked, or does not hand out what it answered. */
export const API_ERROR_CODES = [
  /** Nobody is signed in, or the session changed while the API was asked. */
  'API_SIGNED_OUT',
  /** The path is not a plain one under the API's prefix, or the body is too large or out of place. */
  'API_REFUSED',
  /** No answer: the network, the API, or a redirect, which is never followed. */
  'API_UNREACHABLE',
  /** The answer's body is larger than a content script is given. */
  'API_ANSWER_TOO_LARGE',
  /** This tab has as many calls under way as it may have. */
  'API_BUSY',
] as const;

export type ApiErrorCode = (typeof API_ERROR_CODES)[number];

/**
 * Everything a content script may say to the worker. A contract of its own, so that a content script's
 * client has no other routes to call. Which sites are granted is for the worker's router to say.
 */
// Marked pure, so that a worker that serves no site holds none of it.
export const siteContract = /* @__PURE__ */ defineContract(
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

/** Makes the errors that handlers of the site routes throw. */
export const siteError = /* @__PURE__ */ RouteError.of(siteContract);
