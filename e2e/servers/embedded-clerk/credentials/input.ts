import type { Context } from 'hono';
import { z } from 'zod';
import { bodyInvalid } from '../backend-api/errors';
import { readJson } from '../backend-api/input';
import { badRequest } from '../http/errors';
import { integer } from '../http/query';

// How API keys and M2M tokens read a request. Clerk's documents have 400 and `bad_request` here, where other
// endpoints answer 422; the words are theirs.

/** What both take for the end of one. */
export const revocation = z.strictObject({ revocation_reason: z.string().nullable().optional() });
/** How long one is good for. */
export const seconds = z.number().positive().nullable().optional();
/** Which page of a list. Other lists go up to 500. */
export const paging = {
  limit: integer.pipe(z.number().min(1).max(100)).default(10),
  offset: integer.pipe(z.number().min(0)).default(0),
};

/** The token or key that the request presents, or `undefined`. */
export function presentedBearer(c: Context): string | undefined {
  return /^Bearer (.+)$/.exec(c.req.header('authorization') ?? '')?.[1];
}

/** The JSON body as `schema` describes it; 400 for any other. */
export async function readBody<T extends z.ZodType>(c: Context, schema: T): Promise<z.output<T>> {
  const given = await readJson(c);
  if (typeof given !== 'object' || given === null || Array.isArray(given)) throw bodyInvalid();
  return parse('body', schema, given);
}

/** The query as `schema` describes it; 400 for any other. What begins with `_` is the SDK's own. */
export function readQuery<T extends z.ZodType>(c: Context, schema: T): z.output<T> {
  const given = Object.entries(c.req.queries()).filter(([name]) => !name.startsWith('_'));
  return parse('query', schema, Object.fromEntries(given));
}

/** The path's `:id`, which Clerk's document calls `name` and describes by `pattern`; 400 for any other. */
export function readId(c: Context, name: string, pattern: RegExp): string {
  const id = c.req.param('id') ?? '';
  parse('url_parameter', z.object({ [name]: z.string().regex(pattern) }), { [name]: id });
  return id;
}

/** Values never enter the error. */
function parse<T extends z.ZodType>(part: string, schema: T, given: object): z.output<T> {
  const parsed = schema.safeParse(given);
  if (parsed.success) return parsed.data;
  const params = parsed.error.issues.flatMap((issue) =>
    issue.code === 'unrecognized_keys' ? issue.keys : String(issue.path[0] ?? ''),
  );
  throw badRequest(
    'bad_request',
    'Bad Request',
    `Invalid ${params.map((param) => `'${part}.${param}'`).join(', ')}`,
  );
}
