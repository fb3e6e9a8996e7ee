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
