type Metadata = Record<string, unknown>;

/** Deep merge, in which null deletes a key: what PATCH .../metadata does. */
export function mergeMetadata(current: Metadata, patch: Metadata | null | undefined): Metadata {
  const merged = new Map(Object.entries(current));
  for (const [key, value] of Object.entries(patch ?? {})) {
    const before = merged.get(key);
    if (value === null) merged.delete(key);
    else
      merged.set(key, isObject(before) && isObject(value) ? mergeMetadata(before, value) : value);
  }
  return Object.fromEntries(merged);
}

/** What PUT .../metadata does: all of it, or none where it is left out. */
export function replaceMetadata(current: Metadata, next: Metadata | null | undefined): Metadata {
  return next ?? current;
}

function isObject(value: unknown): value is Metadata {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
