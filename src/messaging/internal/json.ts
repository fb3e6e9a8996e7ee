import type * as z from 'zod/mini';

/** What JSON can carry unchanged, and so what may cross the wire. */
export type JsonValue =
  | string
  | number
  | boolean
  | null
  | readonly JsonValue[]
  | { readonly [key: string]: JsonValue };

/** A JSON object. */
export type JsonRecord = { readonly [key: string]: JsonValue };

/** Any zod 4 schema, made with `zod` or `zod/mini`. */
export type Schema = z.core.$ZodType;

type Def = z.core.$ZodTypes['_zod']['def'];

/**
 * Why values of this schema could not cross the wire unchanged, or `undefined` if they can.
 *
 * Chrome serialises messages as JSON: a Date arrives as a string, a Map as `{}`, NaN as null, an
 * `undefined` array item as null, and a BigInt is refused. What is not known to be safe is unsafe.
 *
 * @see https://developer.chrome.com/docs/extensions/develop/concepts/messaging
 */
export function whyNotJsonSafe(schema: Schema, path: string): string | undefined {
  return walk(schema, path, false, new Map());
}

function walk(
  schema: Schema,
  path: string,
  mayBeAbsent: boolean,
  seen: Map<Schema, Set<boolean>>,
): string | undefined {
  const visits = seen.get(schema) ?? new Set();
  if (visits.has(mayBeAbsent)) return undefined;
  seen.set(schema, visits.add(mayBeAbsent));

  const inside = (inner: Schema, at: string, absent = false) => walk(inner, at, absent, seen);
  const def = schema._zod.def as Def;
  if ('coerce' in def && def.coerce) return `${path}: coercion changes the type on the wire`;
  switch (def.type) {
    case 'string':
    case 'number':
    case 'boolean':
    case 'null':
    case 'enum':
    case 'template_literal':
    case 'never':
      return undefined;
    case 'literal':
      return def.values.every(isJsonPrimitive) ? undefined : `${path}: literal is not JSON`;
    case 'array':
      return inside(def.element, `${path}[]`);
    case 'tuple':
      return first(
        [...def.items, ...(def.rest ? [def.rest] : [])].map(
          (item, index) => () => inside(item, `${path}[${index}]`),
        ),
      );
    case 'object':
      if (def.catchall?._zod.def.type !== 'never') {
        return `${path}: use z.strictObject, so that unknown keys are refused and not lost by accident`;
      }
      return first(
        Object.entries(def.shape).map(
          ([key, value]) =>
            () =>
              inside(value, `${path}.${key}`, true),
        ),
      );
    case 'record':
      if (def.mode === 'loose') return `${path}: a loose record lets unknown keys through`;
      if (!STRING_KEYS.has(def.keyType._zod.def.type)) return `${path}: keys must be strings`;
      return inside(def.valueType, `${path}{}`);
    case 'union':
      return first(def.options.map((option) => () => inside(option, path, mayBeAbsent)));
    case 'optional':
    case 'default':
      if (!mayBeAbsent) return `${path}: only a property of an object may be left out`;
      return inside(def.innerType, path, true);
    case 'nullable':
    case 'readonly':
    case 'nonoptional':
      return inside(def.innerType, path, mayBeAbsent);
    case 'lazy':
      return inside(def.getter(), path, mayBeAbsent);
    default:
      return `${path}: ${def.type} does not survive JSON, or is not known to`;
  }
}

const STRING_KEYS = new Set(['string', 'enum', 'literal', 'template_literal']);

function isJsonPrimitive(value: unknown): boolean {
  return (
    value === null ||
    typeof value === 'string' ||
    typeof value === 'boolean' ||
    Number.isFinite(value)
  );
}

function first(checks: (() => string | undefined)[]): string | undefined {
  for (const check of checks) {
    const reason = check();
    if (reason !== undefined) return reason;
  }
  return undefined;
}
