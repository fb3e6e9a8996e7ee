import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { Server } from 'node:net';
import { join } from 'node:path';
import { createAdaptorServer } from '@hono/node-server';
import { Hono } from 'hono';
import { listen, stop, trackConnections } from '../embedded-clerk/listen';

/** A web app of the kind whose sign-in an extension shares. */
export interface WebApp {
  /** `http://localhost:PORT`. */
  origin: string;
  close(): Promise<void>;
}

/**
 * Starts a web app of one page that runs the unmodified clerk-js of this installation, as a site
 * does that loads it by a script tag. It has no look: tests drive `window.Clerk`.
 */
export async function startWebApp(publishableKey: string): Promise<WebApp> {
  const app = new Hono();
  app.get('/', (c) => c.html(page(publishableKey)));
  const dist = clerkJsFolder();
  app.get('/clerk/:file{[\\w.-]+\\.js}', async (c) =>
    c.body(await readFile(join(dist, c.req.param('file'))), 200, {
      'Content-Type': 'text/javascript',
    }),
  );
  const server = createAdaptorServer({ fetch: app.fetch }) as Server;
  const connections = trackConnections(server);
  const port = await listen(server, 0);
  return { origin: `http://localhost:${port}`, close: () => stop(server, connections) };
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
