import type { MiddlewareHandler } from 'hono';
import { cors } from 'hono/cors';
import { developmentHeader, productionHeader } from '../client-identity';
import type { FapiEnv } from './fapi-env';

/**
 * Lets any origin in and shows it the headers that name the client. Real Clerk keeps a list of
 * allowed origins; here the server listens on loopback only and has nothing to protect.
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
