import { z } from 'zod';
import { FapiError } from './errors';
import type { FapiContext } from './fapi-env';

/** A text field; the SDK writes null as the empty string. */
export const text = z.string();
/** A field that may be absent or empty, read as `undefined` then. */
export const optionalText = z
  .string()
  .optional()
  .transform((value) => (value === '' ? undefined : value));
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

/**
 * The form body of a request, as `schema` describes it. Fields the schema does not name are
 * dropped: the SDK sends several that change nothing here (`locale`, `timezone`). Throws 422 with
 * one error per field at fault; the values themselves never enter an error.
 */
export async function readForm<T extends z.ZodType>(
  c: FapiContext,
  schema: T,
): Promise<z.output<T>> {
  const form = Object.fromEntries(new URLSearchParams(await c.req.text()));
  const parsed = schema.safeParse(form);
  if (parsed.success) return parsed.data;
  throw new FapiError(
    422,
    ...parsed.error.issues.map((issue) => {
      const param = String(issue.path[0] ?? '');
      const missing = !(param in form);
      return {
        code: missing ? 'form_param_missing' : 'form_param_value_invalid',
        message: missing ? 'is missing' : 'is invalid',
        long_message: `${param} ${missing ? 'must be included' : 'is invalid'}.`,
        meta: { param_name: param },
      };
    }),
  );
}

/** The file field of a multipart body, or 422 without one. */
export async function readFile(
  c: FapiContext,
): Promise<{ type: string; bytes: Uint8Array<ArrayBuffer> }> {
  const file = (await c.req.parseBody()).file;
  if (!(file instanceof File)) {
    throw new FapiError(422, {
      code: 'form_param_missing',
      message: 'is missing',
      long_message: 'file must be included.',
      meta: { param_name: 'file' },
    });
  }
  return { type: file.type, bytes: new Uint8Array(await file.arrayBuffer()) };
}
