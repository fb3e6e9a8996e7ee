import type { $ZodType } from 'zod/v4/core';

/** A zod definition, as much of it as the walk reads. */
type Def = {
  type: string;
  shape?: Record<string, $ZodType>;
  catchall?: $ZodType;
  element?: $ZodType;
  items?: readonly $ZodType[];
  rest?: $ZodType | null;
  options?: readonly $ZodType[];
  keyType?: $ZodType;
  valueType?: $ZodType;
  innerType?: $ZodType;
  values?: readonly unknown[];
  getter?: () => $ZodType;
};

const LEAVES = new Set([
  'string',
  'number',
  'boolean',
  'null',
  'enum',
  'never',
  'template_literal',
]);
const WRAPPERS = new Set(['nullable', 'readonly', 'nonoptional']);
const ABSENCE = new Set(['optional', 'default']);

/**
 * Finds the first part of a schema that does not survive the wire as it is. `chrome.runtime` carries
 * JSON: a Date arrives as text, a Map as `{}`, NaN as null, a BigInt not at all.
 *
 * Objects must say what becomes of unknown keys: `z.strictObject` (refused) or `z.object` (stripped);
 * `z.looseObject` lets anything through and is reported.
 *
 * @returns `null` when all is well, else a sentence that names the place (`input.when`) and the type.
 * @see https://developer.chrome.com/docs/extensions/develop/concepts/messaging#serialization
 */
export function findUnsafe(schema: $ZodType, path: string): string | null {
  return walk(schema, path, false, new Set());
}

function walk(
  schema: $ZodType,
  path: string,
  isProperty: boolean,
  seen: Set<$ZodType>,
): string | null {
  if (seen.has(schema)) return null;
  seen.add(schema);
  const def = schema._zod.def as unknown as Def;
  const inside = (part: $ZodType | null | undefined, name: string, property = false) =>
    part ? walk(part, `${path}${name}`, property, seen) : null;

  if (LEAVES.has(def.type)) return null;
  if (WRAPPERS.has(def.type)) return inside(def.innerType, '', isProperty);
  if (ABSENCE.has(def.type)) {
    // JSON has no undefined: only a property can be absent.
    if (!isProperty) return `${path} may be undefined, which JSON cannot say`;
    return inside(def.innerType, '', true);
  }
  switch (def.type) {
    case 'literal':
      return (def.values ?? []).every(isJsonPrimitive)
        ? null
        : `${path} is a literal that is not JSON`;
    case 'lazy':
      return inside(def.getter?.(), '', isProperty);
    case 'array':
      return inside(def.element, '[]');
    case 'tuple':
      return first([...(def.items ?? []), def.rest], (item, n) => inside(item, `[${n}]`));
    case 'union':
      return first(def.options ?? [], (option) => inside(option, '', isProperty));
    case 'record':
      return inside(def.keyType, ' (key)') ?? inside(def.valueType, '[key]');
    case 'object': {
      const catchall = def.catchall?._zod.def.type;
      if (catchall !== undefined && catchall !== 'never') {
        return `${path} lets unknown keys through: use z.strictObject or z.object`;
      }
      return first(Object.entries(def.shape ?? {}), ([key, value]) =>
        inside(value, `.${key}`, true),
      );
    }
    default:
      return `${path} is a ${def.type}, which does not cross the wire as it is`;
  }
}

function first<T>(
  all: readonly T[],
  find: (item: T, index: number) => string | null,
): string | null {
  for (const [index, item] of all.entries()) {
    const found = find(item, index);
    if (found !== null) return found;
  }
  return null;
}

function isJsonPrimitive(value: unknown): boolean {
  if (typeof value === 'number') return Number.isFinite(value) && !Object.is(value, -0);
  return value === null || typeof value === 'string' || typeof value === 'boolean';
}
