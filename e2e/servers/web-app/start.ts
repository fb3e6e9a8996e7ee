import { readFile } from 'node:fs/promises';
import { createServer as createTlsServer } from 'node:https';
import { createRequire } from 'node:module';
import type { Server } from 'node:net';
import { join } from 'node:path';
import { createAdaptorServer } from '@hono/node-server';
import { Hono } from 'hono';
import { type Certificate, createCertificate } from '../embedded-clerk/certificate';
import { listen, stop, trackConnections } from '../embedded-clerk/listen';
import { DEFAULT_HOSTS, type Mode, publishableKeyFor } from '../embedded-clerk/publishable-key';

/** A web app of the kind whose sign-in an extension shares. */
export interface WebApp {
  /** `http://localhost:PORT` on a development key, `https://app.DOMAIN` on a production key. */
  origin: string;
  /** Where `origin` is to be found, and the pin of its certificate, for a browser; only with TLS. */
  tls: { host: string; port: number; certificatePin: string } | null;
  close(): Promise<void>;
}

/**
 * Starts a web app of one page that runs the unmodified clerk-js of this installation, as a site
 * does that loads it by a script tag. It has no look: tests drive `window.Clerk`. On a production key it
 * is on the domain that the Frontend API is on, where alone Clerk's cookies reach it.
 */
export async function startWebApp(
  mode: Mode,
  publishableKey: string = publishableKeyFor(mode, DEFAULT_HOSTS[mode]),
): Promise<WebApp> {
  const app = new Hono();
  app.get('/', (c) => c.html(page(publishableKey)));
  const dist = clerkJsFolder();
  app.get('/clerk/:file{[\\w.-]+\\.js}', async (c) =>
    c.body(await readFile(join(dist, c.req.param('file'))), 200, {
      'Content-Type': 'text/javascript',
    }),
  );
  const host = mode === 'production' ? DEFAULT_HOSTS[mode].replace(/^clerk\./, 'app.') : null;
  const certificate = host === null ? null : await createCertificate([host]);
  const server = certificate === null ? plain(app) : secure(app, certificate);
  const connections = trackConnections(server);
  const port = await listen(server, 0);
  return {
    origin: host === null ? `http://localhost:${port}` : `https://${host}`,
    tls:
      host !== null && certificate !== null
        ? { host, port, certificatePin: certificate.pin }
        : null,
    close: () => stop(server, connections),
  };
}

function plain({ fetch }: Hono): Server {
  return createAdaptorServer({ fetch }) as Server;
}

function secure({ fetch }: Hono, { cert, key }: Certificate): Server {
  return createAdaptorServer({
    fetch,
    createServer: createTlsServer,
    serverOptions: { cert, key },
  }) as Server;
}

function clerkJsFolder(): string {
  const require = createRequire(import.meta.url);
  return join(require.resolve('@clerk/clerk-js'), '..');
}

function page(publishableKey: string): string {
  return `<!doctype html>
<html lang="en">
  <title>Web app</title>
  <script data-clerk-publishable-key="${publishableKey}" src="/clerk/clerk.browser.js"></script>
</html>`;
}
