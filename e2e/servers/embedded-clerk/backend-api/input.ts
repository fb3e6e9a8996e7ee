import type { Context } from 'hono';
import { z } from 'zod';
import { bodyInvalid, type ParameterFault, parametersInvalid } from './errors';

/** A JSON object of any content, such as metadata. */
export const jsonObject = z.record(z.string(), z.unknown());

/** A query parameter that is given once. */
export const one = z.tuple([z.string()]).transform(([value]) => value);
/** A query parameter that may be repeated. */
export const many = z.array(z.string());
/** A query parameter that is `true` or `false`. */
export const flag = one.pipe(z.enum(['true', 'false'])).transform((value) => value === 'true');
/** A query parameter that is a whole number. */
export const integer = one.transform(Number).pipe(z.int());

/** The parameters of every list: https://clerk.com/docs/reference/backend-api, `limit` and `offset`. */
export const paging = {
  limit: integer.pipe(z.number().min(1).max(500)).default(10),
  offset: integer.pipe(z.number().min(0)).default(0),
};

/**
 * The JSON body, as `schema` describes it; no body is an empty object. Throws 400 for what is no JSON
 * object, and 422 with one error per parameter that is unknown, missing or of another type.
 */
export async function readBody<Shape extends z.ZodRawShape>(
  c: Context,
  shape: Shape,
): Promise<z.output<z.ZodObject<Shape, z.core.$strict>>> {
  return parse(shape, await readJson(c));
}

/** The body whatever it holds; no body is an empty object. Throws 400 for what is no JSON. */
export async function readJson(c: Context): Promise<unknown> {
  const text = await c.req.text();
  try {
    return text === '' ? {} : JSON.parse(text);
  } catch {
    throw bodyInvalid();
  }
}

/** The same for the query string. */
export function readQuery<Shape extends z.ZodRawShape>(
  c: Context,
  shape: Shape,
): z.output<z.ZodObject<Shape, z.core.$strict>> {
  return parse(shape, c.req.queries());
}

/** The same for a value that was read elsewhere. */
export function parse<Shape extends z.ZodRawShape>(
  shape: Shape,
  value: unknown,
): z.output<z.ZodObject<Shape, z.core.$strict>> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw bodyInvalid();
  const parsed = z.strictObject(shape).safeParse(value);
  if (parsed.success) return parsed.data;
  throw parametersInvalid(
    parsed.error.issues.flatMap((issue): ParameterFault[] => {
      if (issue.code === 'unrecognized_keys') {
        return issue.keys.map((param) => ({ param, kind: 'unknown' }));
      }
      const param = String(issue.path[0]);
      return [{ param, kind: param in value ? 'invalid' : 'missing' }];
    }),
  );
}

/** The part of `items` that `limit` and `offset` leave, with the length of the whole. */
export function pageOf<T>(items: T[], { limit, offset }: { limit: number; offset: number }) {
  return { data: items.slice(offset, offset + limit), total_count: items.length };
}
