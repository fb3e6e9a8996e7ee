import type { Context } from 'hono';
import { z } from 'zod';
import type { FapiContext } from './fapi-env';
import { faultsOf, type ParameterFault, parametersInvalid } from './parameters';

/** A text field; the SDK writes null as the empty string. */
export const text = z.string();
/** A field that may be absent or empty, read as `undefined` then. */
export const optionalText = z
  .string()
  .optional()
  .transform((value) => (value === '' ? undefined : value));
/** A yes or no that may be absent. */
export const flag = z
  .enum(['', 'true', 'false'])
  .optional()
  .transform((value) => (value ? value === 'true' : undefined));
/** A field whose value is an object in JSON, such as `unsafe_metadata`. */
export const jsonObject = z
  .string()
  .optional()
  .transform((value, context) => {
    if (!value) return undefined;
    try {
      const parsed: unknown = JSON.parse(value);
      return z.record(z.string(), z.unknown()).parse(parsed);
    } catch {
      context.addIssue({ code: 'custom', message: 'is not a JSON object' });
      return z.NEVER;
    }
  });

/** What the SDK tells Clerk of the browser whenever a sign-in or sign-up begins. */
export const browserFields = { locale: optionalText, timezone: optionalText };

/**
 * The form body of a request, as `schema` describes it: a strict one, for Clerk refuses a parameter
 * that it does not know or that is switched off. Those of `lists` may be repeated. Throws 422 with one
 * error per field at fault; the values themselves never enter an error.
 */
export async function readForm<T extends z.ZodType>(
  c: FapiContext,
  schema: T,
  lists: readonly string[] = [],
): Promise<z.output<T>> {
  const entries = new URLSearchParams(await c.req.text());
  const names = [...new Set(entries.keys())];
  const valuesOf = (name: string) => entries.getAll(name);
  const form = Object.fromEntries(
    names.map((name) => [name, lists.includes(name) ? valuesOf(name) : valuesOf(name).at(-1)]),
  );
  const parsed = schema.safeParse(form);
  const faults = [
    ...names
      .filter((name) => !lists.includes(name) && valuesOf(name).length > 1)
      .map((param): ParameterFault => ({ param, kind: 'duplicate' })),
    ...(parsed.error === undefined ? [] : faultsOf(parsed.error, form)),
  ];
  if (parsed.success && faults.length === 0) return parsed.data;
  throw parametersInvalid(faults);
}

/** The file field of a multipart body, or 422 without one. */
export async function readFile(
  c: Context,
): Promise<{ type: string; bytes: Uint8Array<ArrayBuffer> }> {
  const file = (await c.req.parseBody()).file;
  if (!(file instanceof File)) throw parametersInvalid([{ param: 'file', kind: 'missing' }]);
  return { type: file.type, bytes: new Uint8Array(await file.arrayBuffer()) };
}
