import { z } from 'zod';
import { type ClerkError, FapiError } from './errors';
import type { FapiContext } from './fapi-env';

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
 * that it does not know or that is switched off. Throws 422 with one error per field at fault; the
 * values themselves never enter an error.
 */
export async function readForm<T extends z.ZodType>(
  c: FapiContext,
  schema: T,
): Promise<z.output<T>> {
  const entries = [...new URLSearchParams(await c.req.text())];
  const form = Object.fromEntries(entries);
  const parsed = schema.safeParse(form);
  const errors = [
    ...duplicates(entries).map((name) => paramError('duplicate', name)),
    ...(parsed.error?.issues ?? []).flatMap((issue) => {
      if (issue.code === 'unrecognized_keys') {
        return issue.keys.map((name) => paramError('unknown', name));
      }
      const name = String(issue.path[0] ?? '');
      return [paramError(name in form ? 'invalid' : 'missing', name)];
    }),
  ];
  if (parsed.success && errors.length === 0) return parsed.data;
  throw new FapiError(422, ...errors);
}

// https://clerk.com/docs/guides/development/errors/frontend-api, "Forms"
const paramErrors = {
  unknown: ['form_param_unknown', 'is unknown', 'is not a valid parameter for this request.'],
  missing: ['form_param_missing', 'is missing', 'must be included.'],
  duplicate: [
    'form_param_duplicate',
    'is duplicate',
    'included multiple times. There should only be one.',
  ],
  invalid: ['form_param_value_invalid', 'is invalid', 'is invalid'],
} as const;

function paramError(kind: keyof typeof paramErrors, name: string): ClerkError {
  const [code, message, sentence] = paramErrors[kind];
  return { code, message, long_message: `${name} ${sentence}`, meta: { param_name: name } };
}

function duplicates(entries: [string, string][]): string[] {
  const names = entries.map(([name]) => name);
  return [...new Set(names.filter((name, index) => names.indexOf(name) !== index))];
}

/** The file field of a multipart body, or 422 without one. */
export async function readFile(
  c: FapiContext,
): Promise<{ type: string; bytes: Uint8Array<ArrayBuffer> }> {
  const file = (await c.req.parseBody()).file;
  if (!(file instanceof File)) throw new FapiError(422, paramError('missing', 'file'));
  return { type: file.type, bytes: new Uint8Array(await file.arrayBuffer()) };
}
