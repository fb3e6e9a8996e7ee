const REMOVED = '[redacted]';

/** Longer than any word, and than Clerk-like ids; shorter than any key or signature. */
const LONG_RUN = /[\w+-]{40,}={0,2}/g;
/**
 * A JWT begins with `{` in base64url, and the shortest header there is has 19 characters. Parts of
 * it may be gone already.
 */
const JWT = /(?:e[wy][\w-]{14,}|\[redacted\])(?:\.(?:[\w-]+|\[redacted\])?){1,4}/g;
const AUTHORIZATION = /\b(Bearer|Basic)\s+[^\s"',;]+/gi;
const SECRET_NAME =
  '(?:jwt|token|secret|password|session|nonce|ticket|__client|api_?key)[\\w-]{0,32}';
/** `name=value` of a query, form or cookie, where the name says that it is a secret. */
const SECRET_PAIR = new RegExp(`(${SECRET_NAME}(?:=|%3D))[^\\s&;,"'<>]+`, 'gi');
/** The same of JSON, also of JSON inside a text of JSON. */
const SECRET_PROPERTY = new RegExp(
  `(${SECRET_NAME}\\\\?["']\\s{0,4}:\\s{0,4}\\\\?["'])[^"'\\\\]+`,
  'gi',
);
/** A code that was sent by mail or phone, or read from an app. One of Clerk's errors is of letters. */
const ONE_TIME_CODE = /(code(?:=|%3D|\\?["']\s{0,4}:\s{0,4}\\?["']))\d{4,10}\b/gi;

/**
 * The text without what could be a credential: JWTs, long base64url runs, `Authorization` values, query
 * or cookie pairs such as `__clerk_db_jwt=…`, the same in JSON, and one-time codes. Takes time linear in
 * the text's length.
 */
export function redact(text: string): string {
  return text
    .replace(LONG_RUN, REMOVED)
    .replace(JWT, REMOVED)
    .replace(AUTHORIZATION, `$1 ${REMOVED}`)
    .replace(SECRET_PAIR, `$1${REMOVED}`)
    .replace(SECRET_PROPERTY, `$1${REMOVED}`)
    .replace(ONE_TIME_CODE, `$1${REMOVED}`);
}

/** What is left of a thrown value for a log: name, redacted message and stack, and its causes'. */
export type RedactedError = {
  readonly name: string;
  readonly message: string;
  readonly stack?: string;
  readonly cause?: RedactedError;
};

const MAX_CAUSES = 4;

/** Any thrown value, fit to be logged. Properties other than name, message and stack are dropped. */
export function redactError(thrown: unknown, depth = 0): RedactedError {
  try {
    if (!(thrown instanceof Error)) return { name: typeof thrown, message: redact(String(thrown)) };
    const { name, message, stack, cause } = thrown;
    return {
      name: redact(String(name)),
      message: redact(String(message)),
      ...(stack === undefined ? {} : { stack: redact(String(stack)) }),
      ...(cause === undefined || depth >= MAX_CAUSES
        ? {}
        : { cause: redactError(cause, depth + 1) }),
    };
  } catch {
    return { name: 'unknown', message: 'A value that cannot be read was thrown.' };
  }
}
