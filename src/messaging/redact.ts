const SECRETS: [RegExp, string][] = [
  // A JWT, whole or cut short: its header always begins `{"`, which is `eyJ` in base64.
  [/eyJ[\w-]*(?:\.[\w-]*)*/g, '[token]'],
  [/\b(__clerk_db_jwt|__client|__session|token|password|code)=[^&\s"']+/gi, '$1=[secret]'],
  [/\b(Bearer|Basic)\s+[\w.~+/=-]+/gi, '$1 [secret]'],
  // Anything else as long and as dense as a key.
  [/[\w-]{64,}/g, '[long]'],
];

/**
 * Text for a log: the error's name, message, code and stack, or the value's text, and the same of
 * its cause, with everything that looks like a secret taken out. Never throws.
 */
export function redact(value: unknown): string {
  let text = textOf(value, 0);
  for (const [pattern, replacement] of SECRETS) text = text.replace(pattern, replacement);
  return text;
}

function textOf(value: unknown, depth: number): string {
  try {
    if (!(value instanceof Error)) return typeof value === 'string' ? value : String(value);
    const text = value.stack ?? `${value.name}: ${value.message}`;
    if (value.cause === undefined || depth === 4) return text;
    return `${text}\nCaused by: ${textOf(value.cause, depth + 1)}`;
  } catch {
    return '[unreadable]';
  }
}
