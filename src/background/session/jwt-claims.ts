import * as z from 'zod/mini';

const Lifetime = z.object({ iat: z.int(), exp: z.int() });

/**
 * Reads a JWT's `iat` and `exp`, both in seconds by Clerk's clock. The signature is not checked:
 * the token came from Clerk over TLS, and who receives it from us must verify it anyway.
 *
 * @returns `null` when the text is no JWT with a positive lifetime.
 */
export function readLifetime(jwt: string): { iat: number; exp: number } | null {
  const payload = jwt.split('.')[1];
  if (payload === undefined) return null;
  try {
    const claims = Lifetime.safeParse(
      JSON.parse(atob(payload.replaceAll('-', '+').replaceAll('_', '/'))),
    );
    return claims.success && claims.data.exp > claims.data.iat ? claims.data : null;
  } catch {
    return null;
  }
}
