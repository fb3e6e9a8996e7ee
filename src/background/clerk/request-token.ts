import type { ClerkClient } from './client';
import type { TokenScope } from './gateway';

/**
 * Mints a token: its JWT. Through the SDK's own request pipeline (its client JWT, its parameters) rather
 * than `session.getToken()`, which on a 5xx or 429 retries out of sight for minutes, hides `Retry-After`,
 * and starts timers that refresh tokens nobody asked for. Rejects with what `toAuthError` reads: status,
 * Clerk's errors and `Retry-After`.
 */
export async function requestToken(
  clerk: ClerkClient,
  { sessionId, template, organizationId }: TokenScope,
  signal: AbortSignal,
): Promise<string> {
  const path = ['', 'client', 'sessions', sessionId, 'tokens', ...(template ? [template] : [])];
  const { status, headers, payload } = await clerk.getFapiClient().request(
    {
      method: 'POST',
      path: path.map(encodeURIComponent).join('/'),
      // As the SDK does: a template is filled in for the organisation that is active at Clerk.
      body: template ? {} : { organizationId },
      signal,
    },
    { fetchMaxTries: 1 },
  );
  if (status >= 200 && status <= 299 && typeof payload?.jwt === 'string') return payload.jwt;
  const retryAfter = Number.parseInt(headers.get('retry-after') ?? '', 10);
  throw Object.assign(new Error('Clerk minted no token.'), {
    status,
    errors: payload?.errors,
    ...(Number.isNaN(retryAfter) ? {} : { retryAfter }),
  });
}
