import type { MiddlewareHandler } from 'hono';
import { cors } from 'hono/cors';
import { developmentHeader, productionHeader } from '../client-identity';
import type { FapiEnv } from './fapi-env';

/**
 * Shows any origin the answers, refusals included, and the headers that name the client. Which origins are
 * served is up to `request-policy.ts`.
 */
export const fapiCors: MiddlewareHandler<FapiEnv> = cors({
  origin: (origin) => origin,
  credentials: true,
  allowMethods: ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'],
  exposeHeaders: [developmentHeader, productionHeader, 'Retry-After'],
  maxAge: 600,
});

/** Answers Chromium's question whether a page may talk to a loopback address. */
export const privateNetworkAccess: MiddlewareHandler<FapiEnv> = async (c, next) => {
  await next();
  if (c.req.header('Access-Control-Request-Private-Network') === 'true') {
    c.res.headers.set('Access-Control-Allow-Private-Network', 'true');
  }
};
