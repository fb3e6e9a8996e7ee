import { z } from 'zod';
import type { FapiContext } from './fapi-env';
import { faultsOf, parametersInvalid } from './parameters';

/** A query parameter that is given once. */
export const one = z.tuple([z.string()]).transform(([value]) => value);
/** A query parameter that may be repeated. */
export const many = z.array(z.string());
/** A query parameter that is `true` or `false`. */
export const flag = one.pipe(z.enum(['true', 'false'])).transform((value) => value === 'true');
/** A query parameter that is a whole number. */
export const integer = one.transform(Number).pipe(z.int());

/** The parameters of every list of either API, with the limits that Clerk's documents give. */
export const paging = {
  limit: integer.pipe(z.number().min(1).max(500)).default(10),
  offset: integer.pipe(z.number().min(0)).default(0),
};

/** Older clients of Clerk's had lists without pages, which are not here. */
export const paginated = flag.pipe(z.literal(true));

/** The part of `items` that `limit` and `offset` leave, with the length of the whole. */
export function pageOf<T>(items: T[], { limit, offset }: { limit: number; offset: number }) {
  return { data: items.slice(offset, offset + limit), total_count: items.length };
}

/**
 * The query of a request to the Frontend API, as `shape` describes it. Whatever begins with an underscore
 * is the SDK's own. Throws 422 with one error per parameter that is unknown or has no valid value.
 */
export function readQuery<Shape extends z.ZodRawShape>(
  c: FapiContext,
  shape: Shape,
): z.output<z.ZodObject<Shape, z.core.$strict>> {
  const given = Object.fromEntries(
    Object.entries(c.req.queries())
      .filter(([name]) => !name.startsWith('_'))
      // The SDK repeats `role` as it is, other clients mark what is repeated.
      .map(([name, values]) => [name.replace(/\[\]$/, ''), values]),
  );
  const parsed = z.strictObject(shape).safeParse(given);
  if (parsed.success) return parsed.data;
  throw parametersInvalid(faultsOf(parsed.error, given));
}
