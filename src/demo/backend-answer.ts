import * as z from 'zod/mini';

/** What the sample backend (e2e/sample-backend) answers to `GET /me`, verified or refused. */
export const BackendAnswer = z.discriminatedUnion('verdict', [
  z.object({
    verdict: z.literal('verified'),
    sub: z.string(),
    sid: z.nullable(z.string()),
    org: z.nullable(
      z.object({ id: z.string(), slug: z.nullable(z.string()), role: z.nullable(z.string()) }),
    ),
    azp: z.nullable(z.string()),
  }),
  z.object({ verdict: z.literal('refused'), reason: z.string().check(z.maxLength(100)) }),
]);
export type BackendAnswer = z.infer<typeof BackendAnswer>;
