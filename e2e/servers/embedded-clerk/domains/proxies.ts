import { Hono } from 'hono';
import { badRequest, formError, invalidUrlScheme } from '../http/errors';
import type { FapiEnv } from '../http/fapi-env';
import type { Instance } from '../instance';
import { findDomain } from './domains';

/** Long enough for a server that is at work, short enough for whoever waits. */
const timeoutMs = 5000;

/**
 * What a proxy's health is asked of, through the proxy: `throughProxy` has seen the secret key by then, so
 * that only where Clerk is told where the proxy is, and who asks it, is left to be seen.
 */
export function proxyHealthRoutes(instance: Instance) {
  const app = new Hono<FapiEnv>();
  app.get('/proxy-health', (c) => {
    const id = c.req.query('domain_id');
    if (id === undefined) {
      throw badRequest(
        'missing_query_parameter',
        "The query parameter 'domain_id' is missing from the request. Please consult the API documentation for more information.",
      );
    }
    const forwardedFor = c.req.header('X-Forwarded-For');
    const lacks =
      findDomain(instance, id) === undefined
        ? 'There is no such domain.'
        : c.req.header('Clerk-Proxy-Url') === undefined
          ? 'The header Clerk-Proxy-Url is missing.'
          : forwardedFor === undefined
            ? 'The header X-Forwarded-For is missing.'
            : null;
    return lacks === null
      ? c.json({ status: 'healthy', x_forwarded_for: forwardedFor })
      : c.json({ status: 'unhealthy', message: lacks }, 503);
  });
  return app;
}

/** Whether Clerk is reached through `proxyUrl`, and hears what it has to of the proxy of the domain `id`. */
export async function isHealthyProxy(proxyUrl: string, id: string): Promise<boolean> {
  try {
    const response = await fetch(
      `${proxyUrl.replace(/\/+$/, '')}/v1/proxy-health?domain_id=${id}`,
      { redirect: 'error', signal: AbortSignal.timeout(timeoutMs) },
    );
    const body: unknown = await response.json();
    return response.ok && (body as { status?: unknown } | null)?.status === 'healthy';
  } catch {
    return false;
  }
}

/** `url`, if a proxy may be there. Throws Clerk's answer to another: only on this machine is TLS waived. */
export function parseProxyUrl(url: string): string {
  const { hostname, protocol } = URL.canParse(url) ? new URL(url) : { hostname: '', protocol: '' };
  if (!/^https?:$/.test(protocol)) throw invalidUrlScheme('proxy_url');
  if (protocol === 'http:' && !['localhost', '127.0.0.1'].includes(hostname)) {
    throw formError(
      'insecure_url',
      'proxy_url',
      'Insecure URL',
      'Please provide a secure URL (https)',
    );
  }
  return url;
}

/** Throws Clerk's answer where the domain `id` cannot be reached through `proxyUrl`. */
export async function assertHealthyProxy(proxyUrl: string, id: string): Promise<void> {
  if (await isHealthyProxy(parseProxyUrl(proxyUrl), id)) return;
  const sentence =
    'Clerk Frontend API cannot be accessed through the proxy URL. Make sure your proxy is configured correctly.';
  throw formError('invalid_proxy_configuration', 'proxy_url', sentence);
}
