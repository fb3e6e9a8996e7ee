import * as z from 'zod/mini';

/** What a page may ask of a token. All fields optional: `{}` is the session's own token. */
export const TokenRequest = z.strictObject({
  /** Name of a JWT template from the Clerk dashboard. */
  template: z.optional(z.string().check(z.minLength(1), z.maxLength(128))),
  /**
   * Organisation to mint the token for, one the person belongs to. Default: the active one, which is
   * also the only one for which Clerk fills in a template.
   */
  organizationId: z.optional(z.string().check(z.minLength(1), z.maxLength(128))),
  /** Seconds the token must still live when handed out. Default 10; a session token lives 60. */
  minTtlSeconds: z.optional(z.int().check(z.minimum(0), z.maximum(50))),
  /** `true` mints a new token even though a cached one would do. */
  fresh: z.optional(z.boolean()),
});
export type TokenRequest = z.infer<typeof TokenRequest>;

/** A token as handed to a page: the JWT and what is known of it without decoding. */
export const AccessToken = z.strictObject({
  jwt: z.string().check(z.minLength(1)),
  sessionId: z.string(),
  organizationId: z.nullable(z.string()),
  template: z.nullable(z.string()),
  /** Epoch milliseconds, by this machine's clock. */
  expiresAt: z.int(),
  /** `vault`: held in memory by the worker. `clerk`: fetched for this call, minted for it or come with the client. */
  source: z.enum(['vault', 'clerk']),
});
// #region feature: demo
export type AccessToken = z.infer<typeof AccessToken>;
// #endregion feature: demo

/** Signed-out is an answer, not an error: callers branch on `status`. */
export const TokenResult = z.discriminatedUnion('status', [
  z.strictObject({ status: z.literal('ok'), token: AccessToken }),
  z.strictObject({ status: z.literal('signed-out') }),
  z.strictObject({ status: z.literal('pending') }),
]);
export type TokenResult = z.infer<typeof TokenResult>;
