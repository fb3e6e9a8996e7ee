import { readFile } from 'node:fs/promises';
import type { Server } from 'node:net';
import { extname, join } from 'node:path';
import { clerkFrontendApiProxy } from '@clerk/backend/proxy';
import { createAdaptorServer } from '@hono/node-server';
import { Hono } from 'hono';
import { listen, stop, trackConnections } from '../embedded-clerk/listen';
import type { EmbeddedClerk } from '../embedded-clerk/start';

export type RunningApp = {
  /** `http://localhost:PORT`. */
  origin: string;
  close(): Promise<void>;
};

const types = new Map([
  ['.html', 'text/html'],
  ['.js', 'text/javascript'],
]);

/**
 * Serves the built app in `folder`, and under `/__clerk` Clerk's own proxy to the Frontend API: a browser
 * that uses the app needs to know no other host. The process must trust the certificate of `clerk`.
 */
export async function startReactSpa(
  folder: string,
  clerk: Pick<EmbeddedClerk, 'apiUrl' | 'publishableKey' | 'secretKey'>,
): Promise<RunningApp> {
  const app = new Hono();
  app.all('/__clerk/*', (c) => {
    const { method, headers, body } = c.req.raw;
    const hasBody = !['GET', 'HEAD'].includes(method);
    // A Request of this runtime's own: that of the adapter only looks like one.
    const request = new Request(c.req.url, {
      method,
      headers,
      ...(hasBody ? { body, duplex: 'half' } : {}),
    } as RequestInit);
    return clerkFrontendApiProxy(request, {
      publishableKey: clerk.publishableKey,
      secretKey: clerk.secretKey,
      fapiUrl: clerk.apiUrl,
    });
  });
  app.get('/assets/:file{[\\w.-]+}', async (c) => {
    const file = c.req.param('file');
    const type = types.get(extname(file)) ?? 'application/octet-stream';
    return c.body(new Uint8Array(await readFile(join(folder, 'assets', file))), 200, {
      'Content-Type': type,
    });
  });
  app.get('*', async (c) => c.html(await readFile(join(folder, 'index.html'), 'utf8')));

  const server = createAdaptorServer({ fetch: app.fetch, overrideGlobalObjects: false }) as Server;
  const connections = trackConnections(server);
  const port = await listen(server, 0);
  return { origin: `http://localhost:${port}`, close: () => stop(server, connections) };
}
