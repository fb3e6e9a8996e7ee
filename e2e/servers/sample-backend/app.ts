import { Hono } from 'hono';
import { cors } from 'hono/cors';
import { RefusedTokenError, type Trust, verifySession } from './verify-session';

export type SampleBackendOptions = Omit<Trust, 'jwtKey'> & {
  /** Asked for at each request, for a key may be replaced while the backend runs. */
  jwtKey: () => string;
};

/**
 * A backend with one protected route. `GET /me` with `Authorization: Bearer <token>` answers
 * `{ verdict: 'verified', sub, sid, org, azp }`, or 401 and `{ verdict: 'refused', reason }`.
 * Of all web origins only the extension's may read its answers.
 */
export function createSampleBackend({ jwtKey, issuer, authorizedParty }: SampleBackendOptions) {
  const app = new Hono();
  app.use(
    cors({
      origin: authorizedParty,
      allowMethods: ['GET'],
      allowHeaders: ['Authorization'],
      maxAge: 600,
    }),
  );
  app.get('/me', async (c) => {
    c.header('Cache-Control', 'no-store');
    const token = /^Bearer +(\S+)$/i.exec(c.req.header('Authorization') ?? '')?.[1];
    if (token === undefined) {
      c.header('WWW-Authenticate', 'Bearer');
      return c.json({ verdict: 'refused', reason: 'token-missing' }, 401);
    }
    try {
      const session = await verifySession(token, { jwtKey: jwtKey(), issuer, authorizedParty });
      return c.json({ verdict: 'verified', ...session });
    } catch (error) {
      if (!(error instanceof RefusedTokenError)) throw error;
      c.header('WWW-Authenticate', 'Bearer error="invalid_token"');
      return c.json({ verdict: 'refused', reason: error.reason }, 401);
    }
  });
  return app;
}
