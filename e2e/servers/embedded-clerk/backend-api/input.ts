import type { Context } from 'hono';
import { z } from 'zod';
import { faultsOf, parametersInvalid } from '../http/parameters';
import { bodyInvalid } from './errors';

/** A JSON object of any content, such as metadata. */
export const jsonObject = z.record(z.string(), z.unknown());

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
  throw parametersInvalid(faultsOf(parsed.error, value));
}
