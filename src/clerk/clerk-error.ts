/**
 * Clerk's code for a client JWT of a development instance that it does not know any more: the instance
 * was reset, or its development browsers were purged. No later request with that JWT can succeed.
 */
export const UNKNOWN_CLIENT = 'dev_browser_unauthenticated';

/**
 * Clerk's machine-readable code in the body of an error, or in the SDK's error that was made of one;
 * never its prose. `undefined` without Clerk's own error shape: then a proxy or a captive portal has
 * answered.
 */
export function clerkCode(error: unknown): string | undefined {
  const errors = property(error, 'errors');
  const code = property(Array.isArray(errors) ? errors[0] : undefined, 'code');
  return typeof code === 'string' && /^[a-z_]{1,64}$/.test(code) ? code : undefined;
}

/** The code in the body of a response, which stays readable. */
export async function responseCode(response: Response): Promise<string | undefined> {
  return clerkCode(
    await response
      .clone()
      .json()
      .catch(() => null),
  );
}

/** A property of what was thrown or came over the network; `undefined` when there is none. */
export function property(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
}
